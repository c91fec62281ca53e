import { Field, InputType, ObjectType } from "type-graphql";
import { MinorUnitsScalar } from "./scalars";
import { TextField } from "./text-field";

@ObjectType({ simpleResolvers: true, description: "An amount of money: whole minor units and their currency." })
export class Money {
  @Field(() => MinorUnitsScalar, {
    description: "The amount in the currency's smallest unit: `19900` with `CNY` is 199.00 yuan.",
  })
  amount: number;

  @Field(() => String, { description: "ISO 4217 code of the currency, three capital letters, e.g. `CNY`." })
  currency: string;
}

@InputType({ description: "An amount of money: whole minor units and their currency." })
export class MoneyInput {
  @Field(() => MinorUnitsScalar, {
    description: "The amount in the currency's smallest unit: `19900` with `CNY` is 199.00 yuan.",
  })
  amount: number;

  @TextField({
    min: 3,
    max: 3,
    pattern: /^[A-Z]{3}$/,
    description: "ISO 4217 code of the currency, three capital letters, e.g. `CNY`.",
  })
  currency: string;
}

export const moneyOrNull = (amount: number | null, currency: string | null): Money | null =>
  amount === null || currency === null ? null : { amount, currency };
