import { Field, ID, InputType } from "type-graphql";
import { PaymentChannelEnum, type PaymentChannel } from "../payments/payment-enums.types";
import { MutationInput } from "../../platform/graphql/idempotency";
import { AmountField, CurrencyField } from "../../platform/graphql/money";
import { TextField } from "../../platform/graphql/text-field";

@InputType({ description: "Money paid into a provider's deposit (保证金)." })
export class TopUpDepositInput extends MutationInput {
  @Field(() => ID, { description: "The provider, `prv_…`." })
  providerId: string;

  @AmountField({ least: 1, description: "How much, in minor units of the currency." })
  amount: number;

  @CurrencyField()
  currency: string;

  @Field(() => PaymentChannelEnum, {
    defaultValue: "BANK",
    description:
      "How it was paid. PLATFORM: the platform's payment side moves it from what it holds for the provider otherwise; without a reference.",
  })
  channel: PaymentChannel;

  @TextField({
    max: 200,
    nullable: true,
    description: "Reference of the payment, under which the channel's records list it; needed unless that is PLATFORM.",
  })
  reference?: string | null;
}
