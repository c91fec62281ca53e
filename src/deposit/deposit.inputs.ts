import { Field, ID, InputType } from "type-graphql";
import { MutationInput } from "../platform/graphql/idempotency";
import { MinorUnitsScalar } from "../platform/graphql/scalars";
import { TextField, WithinBounds } from "../platform/graphql/text-field";

@InputType({ description: "Money paid into a provider's deposit (保证金)." })
export class TopUpDepositInput extends MutationInput {
  @Field(() => ID, { description: "The provider, `prv_…`." })
  providerId: string;

  @Field(() => MinorUnitsScalar, { description: "How much, in minor units of the currency: 1 to 1,000,000,000,000." })
  @WithinBounds(1, 1_000_000_000_000)
  amount: number;

  @TextField({
    min: 3,
    max: 3,
    pattern: /^[A-Z]{3}$/,
    description: "ISO 4217 code of the currency, three capital letters, e.g. `CNY`.",
  })
  currency: string;

  @TextField({ max: 200, description: "Reference of the payment, by which the bank's records find it." })
  reference: string;
}
