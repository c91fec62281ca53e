import { Field, Float, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import type { MachineFacts, Shortfall } from "../../market/orders/order-record.pure";
import { Money, moneyOrNull } from "../../platform/graphql/money";
import type { LocaleSettings } from "../../platform/identity/actor";
import { PromiseKind } from "../../market/promises/promise-kind.types";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import { promisedCompensation } from "../../market/orders/promised-compensation.pure";
import type { Order } from "../../market/orders/order.entity";
import { compensationText, findingTexts } from "./finding-texts.pure";

const ShortfallEnum = defineEnum<Shortfall>(
  "Shortfall",
  "In what way the platform's records fall short of a promise. More may be added.",
  {
    NOT_DELIVERED: "The time for delivery has passed, and the provider has not said that it delivered.",
    DELIVERED_LATE: "The provider said that it delivered when the time had passed.",
    OVERPRICED: "The order cost more than was promised.",
    NOT_ANSWERED: "A complaint after delivery has waited for the provider's first answer longer than promised.",
    ANSWERED_LATE: "A complaint after delivery was first answered later than promised.",
    RETURN_REFUSED: "A return was demanded within the time promised, and the provider refused.",
  },
);

const FactUnit = defineEnum<MachineFacts["unit"]>("FactUnit", "What a finding's numbers count.", {
  HOURS: "Hours, with fractions.",
  DAYS: "Days of 24 hours, with fractions.",
  MINOR_UNITS: "The smallest unit of the order's currency.",
});

@ObjectType({ simpleResolvers: true, description: "The numbers behind a finding." })
class FindingFacts {
  @Field(() => Float, { description: "What was promised." })
  promised: number;

  @Field(() => Float, {
    description:
      "What the record shows. More than was promised, but for RETURN_REFUSED: there it is when the return was demanded, after delivery.",
  })
  observed: number;

  @Field(() => FactUnit, { description: "What both numbers count." })
  unit: MachineFacts["unit"];
}

@ObjectType({ simpleResolvers: true, description: "What a broken promise itself promises, and how it is computed." })
class PromisedSum {
  @Field(() => Money, { description: "The sum; never above the order's price." })
  amount: Money;

  @Field(() => String, { description: "How it is computed, in words, in the viewer's language." })
  explanation: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "A finding from the platform's own records that a promise of an order was not kept, or may not have been. It decides nothing; a complaint can build on it. A promise that was strictly kept never has a finding.",
})
export class MachineFinding {
  @Field(() => PromiseVersion, { description: "The promise as it was frozen into the order." })
  promiseVersion: PromiseVersion;

  @Field(() => PromiseKind, { description: "The promise's kind." })
  kind: PromiseKind;

  @Field(() => ShortfallEnum, { description: "In what way the record falls short." })
  shortfall: Shortfall;

  @Field(() => String, { description: "What was promised, in words, in the viewer's language." })
  expected: string;

  @Field(() => String, { description: "What was delivered instead, in words, in the viewer's language." })
  delivered: string;

  @Field(() => FindingFacts, { description: "What was promised and what the record shows, in numbers." })
  facts: FindingFacts;

  @Field(() => Boolean, {
    description:
      "true: the record alone settles it. false: it points there, but whether the promise is about this, a person must say.",
  })
  certain: boolean;

  @Field(() => PromisedSum, {
    nullable: true,
    description: "What the promise itself promises for its being broken so; null when it promises nothing.",
  })
  compensation: PromisedSum | null;

  @Field(() => Money, {
    nullable: true,
    description: "The suggested amount in money; null when it cannot be computed.",
  })
  amountAtStake: Money | null;
}

type Price = Pick<Order, "priceAmount" | "priceCurrency">;

export function toMachineFinding(
  promiseVersion: PromiseVersion,
  facts: MachineFacts,
  price: Price,
  reader: LocaleSettings,
): MachineFinding {
  const { kind, terms } = promiseVersion;
  const { priceCurrency: currency } = price;
  const promised = promisedCompensation(terms, facts, price);
  const { shortfall, certain, amount } = facts;
  return {
    promiseVersion,
    kind,
    shortfall,
    facts,
    certain,
    ...findingTexts(kind, facts, currency, reader),
    compensation: promised && {
      amount: { amount: promised.amount, currency },
      explanation: compensationText(promised, currency, reader),
    },
    amountAtStake: moneyOrNull(amount, currency),
  };
}
