import { Field, ID, InputType, Int } from "type-graphql";
import { CaseInput } from "../../case/complaints/case-input.types";
import { MutationInput } from "../../platform/graphql/idempotency";
import { AmountField } from "../../platform/graphql/money";
import { TextField, WithinBounds } from "../../platform/graphql/text-field";
import { PaymentChannelEnum, type PaymentChannel } from "./payment-enums.types";

@InputType({ description: "A payment for an order." })
export class ClaimOrderPaymentInput extends MutationInput {
  @Field(() => ID, { description: "The order, `ord_…`." })
  orderId: string;

  @AmountField({
    least: 1,
    nullable: true,
    description: "How much, in minor units of the order's currency, at most its price; the whole price when left out.",
  })
  amount?: number | null;

  @Field(() => PaymentChannelEnum, { defaultValue: "BANK", description: "By which way it was paid." })
  channel: PaymentChannel;

  @TextField({ max: 200, description: "Reference of the payment, by which the channel's records find it." })
  reference: string;
}

@InputType({ description: "One payment." })
abstract class PaymentInput extends MutationInput {
  @Field(() => ID, { description: "The payment, `pay_…`." })
  paymentId: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "Act only if the payment is still at this `Payment.version`; otherwise STALE_VERSION says which it is at now.",
  })
  @WithinBounds(0, 2_147_483_647)
  expectedVersion?: number | null;
}

@InputType({ description: "The platform has seen the money come in." })
export class ConfirmPaymentInput extends PaymentInput {}

@InputType({ description: "The money never came." })
export class RejectPaymentInput extends PaymentInput {
  @TextField({ min: 5, max: 500, description: "Why, told to whoever claimed it; at least 5 characters." })
  reason: string;
}

@InputType({ description: "The platform has sent the money." })
export class ConfirmPayoutInput extends PaymentInput {
  @Field(() => PaymentChannelEnum, { defaultValue: "BANK", description: "By which way it was sent." })
  channel: PaymentChannel;

  @TextField({ max: 200, description: "Reference of the transfer, by which the channel's records find it." })
  reference: string;

  @TextField({
    max: 500,
    nullable: true,
    description: "What the platform found, told to both sides; needed when the consumer said that nothing came.",
  })
  reason?: string | null;
}

@InputType({ description: "The consumer's word that the money paid out to them never came." })
export class ReportCompensationMissingInput extends CaseInput {
  @Field(() => ID, { description: "The remedy that was paid, `rmd_…`; one of the case's current ruling." })
  remedyId: string;

  @TextField({ min: 5, max: 2_000, description: "What you looked at and until when; at least 5 characters." })
  text: string;
}
