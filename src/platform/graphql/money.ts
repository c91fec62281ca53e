import { Field, FieldResolver, InputType, Int, ObjectType, Resolver, Root } from "type-graphql";
import { MOST_MINOR_UNITS } from "../amounts";
import { CURRENCIES, decimalsOf } from "../currencies";
import { MinorUnitsScalar } from "./scalars";
import { TextField, WithinBounds } from "./text-field";

@ObjectType({ simpleResolvers: true, description: "An amount of money: whole minor units and their currency." })
export class Money {
  @Field(() => MinorUnitsScalar, {
    description: "The amount in the currency's smallest unit: `19900` with `CNY` is 199.00 yuan.",
  })
  amount: number;

  @Field(() => String, { description: "ISO 4217 code of the currency, three capital letters, e.g. `CNY`." })
  currency: string;
}

@Resolver(() => Money)
export class MoneyResolver {
  @FieldResolver(() => Int, {
    description:
      "How many decimals the currency has: 2 for `CNY`, 0 for `JPY`, 3 for `KWD`. `amount` divided by ten to this power is what people write.",
  })
  decimals(@Root() { currency }: Money): number {
    return decimalsOf(currency);
  }
}

/** Written out once: a formatter takes a millisecond to make. */
const MOST = MOST_MINOR_UNITS.toLocaleString("en");

/** An input's amount alone: its currency is that of the thing it is about, or in a field beside it. */
export const AmountField =
  ({ least = 0, ...options }: { description: string; least?: 0 | 1; nullable?: boolean; defaultValue?: number }) =>
  (prototype: object, property: string): void => {
    const description = `${options.description} ${least} to ${MOST}.`;
    Field(() => MinorUnitsScalar, { ...options, description })(prototype, property);
    WithinBounds(least, MOST_MINOR_UNITS)(prototype, property);
  };

/** An input's currency: one that can be paid in. */
export const CurrencyField =
  (options: { description?: string; nullable?: boolean } = {}) =>
  (prototype: object, property: string): void =>
    TextField({
      description: "ISO 4217 code of the currency, three capital letters, e.g. `CNY`; one that can be paid in.",
      ...options,
      max: 3,
      oneOf: { values: CURRENCIES, reason: "money.unknownCurrency" },
    })(prototype, property);

@InputType({ description: "An amount of money: whole minor units and their currency." })
export class MoneyInput {
  @AmountField({ description: "The amount in the currency's smallest unit: `19900` with `CNY` is 199.00 yuan." })
  amount: number;

  @CurrencyField()
  currency: string;
}

export const moneyOrNull = (amount: number | null, currency: string | null): Money | null =>
  amount === null || currency === null ? null : { amount, currency };
