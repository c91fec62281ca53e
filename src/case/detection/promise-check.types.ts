import { Field, Float, ID, InputType, Int, ObjectType } from "type-graphql";
import { PromiseKind } from "../../market/promises/promise-kind.types";
import { PromiseTermsInput } from "../../market/promises/promise-terms.types";
import { defineEnum } from "../../platform/graphql/enum";
import { Money } from "../../platform/graphql/money";
import { QueryInput } from "../../platform/graphql/query-input";
import type { PromiseCheckFacts } from "./promise-check.pure";

const PromiseCheckResult = defineEnum<PromiseCheckFacts["result"]>(
  "PromiseCheckResult",
  "What the provider's past orders say about terms that are to be promised.",
  {
    NOT_MEASURED: "Nothing: the platform's records do not tell whether a promise of this kind is kept.",
    TOO_FEW: "Nothing yet: too few past orders tell.",
    SELDOM_KEPT: "Too many of them would not have kept the terms. Publishing is possible; keeping it is doubtful.",
    KEEPABLE: "Nearly all of them would have kept the terms.",
  },
);

@InputType({
  description:
    "Terms to check before they are published. Exactly one of `listingId`, `providerId` and `promiseId` says where, as in `publishPromise`.",
})
export class PromiseCheckInput extends QueryInput {
  @Field(() => ID, { nullable: true, description: "A new promise on this listing: only its orders are looked at." })
  listingId?: string | null;

  @Field(() => ID, { nullable: true, description: "A new promise on everything that this provider sells." })
  providerId?: string | null;

  @Field(() => ID, { nullable: true, description: "The next version of this promise." })
  promiseId?: string | null;

  @Field(() => PromiseKind, {
    nullable: true,
    description: "What it is about. Needed for a new promise; a next version keeps its promise's kind.",
  })
  kind?: PromiseKind | null;

  @Field(() => PromiseTermsInput, { nullable: true, description: "The terms of its kind." })
  terms?: PromiseTermsInput | null;
}

@ObjectType({ simpleResolvers: true, description: "The strictest terms that nearly all past orders would have kept." })
export class KeepableTerms {
  @Field(() => String, { description: "Which number: the name of the field of `PromiseTerms`, e.g. `withinHours`." })
  term: string;

  @Field(() => Float, { description: "Its value; of prices in minor units of the currency asked about." })
  value: number;

  @Field(() => Int, { description: "How many past orders tell whether it would have been kept." })
  orders: number;

  @Field(() => Float, {
    nullable: true,
    description: "The share of them that would have kept it, 0 to 1; null when they are too few.",
  })
  share: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "What would have become of terms with the provider's own past orders, by the platform's records alone. It binds no one and publishes nothing.",
})
export class PromiseCheck {
  @Field(() => PromiseCheckResult, { description: "What the orders say." })
  result: PromiseCheckFacts["result"];

  @Field(() => String, { description: "What the orders say in words, with the numbers, in the viewer's language." })
  text: string;

  @Field(() => Int, {
    description:
      "How many past orders tell whether the terms would have been kept. Of delivery those whose time would be over, delivered or not; of prices those in the currency; of answers and returns those where the consumer asked for one. Cancelled orders tell nothing.",
  })
  orders: number;

  @Field(() => Int, { description: "How many of these past orders would have kept the terms." })
  kept: number;

  @Field(() => Float, {
    nullable: true,
    description:
      "The share of past orders that would have kept the terms, 0 to 1; null with fewer orders than `leastOrders`, and for kinds not measured.",
  })
  share: number | null;

  @Field(() => Int, { description: "With fewer orders no share is shown; the house rule `promise.check`." })
  leastOrders: number;

  @Field(() => Int, { description: "Over how many days past orders are looked at; the house rule `promise.check`." })
  days: number;

  @Field(() => Boolean, {
    description:
      "true: the records alone prove what would not have been kept. false: they indicate it, a person would judge.",
  })
  certain: boolean;

  @Field(() => [Money], {
    description:
      "What the records say would have been owed for the orders that would not have kept the terms, one sum for each currency: the price of what was never delivered, what was charged above the promised price, the price of goods that were not taken back. The worth of a late delivery or answer is not known beforehand and is not part of it.",
  })
  owed: Money[];

  @Field(() => [Money], {
    description:
      "The prices of the orders that would not have kept the terms, one sum for each currency: the most that refunds for them could cost.",
  })
  atStake: Money[];

  @Field(() => KeepableTerms, {
    nullable: true,
    description:
      "The strictest number that nearly all orders would have kept (the part is in the house rule `promise.check`); null where there is none, and for returns.",
  })
  keepable: KeepableTerms | null;
}
