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

  @Field(() => PaymentChannelEnum, { defaultValue: "BANK", description: "How it was paid." })
  channel: PaymentChannel;

  @TextField({ max: 200, description: "Reference of the payment, under which the channel's records list it." })
  reference: string;
}

@InputType({ description: "One payment." })
abstract class PaymentInput extends MutationInput {
  @Field(() => ID, { description: "The payment, `pay_…`." })
  paymentId: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "Act only if the payment is still at this `Payment.version`; otherwise STALE_VERSION reports the current one.",
  })
  @WithinBounds(0, 2_147_483_647)
  expectedVersion?: number | null;
}

@InputType({ description: "Confirmation that the money has arrived." })
export class ConfirmPaymentInput extends PaymentInput {}

@InputType({ description: "A payment that is left to the platform's payment side." })
export class InstructPaymentInput extends PaymentInput {}

@InputType({ description: "Rejection: the money never arrived, or not all of it." })
export class RejectPaymentInput extends PaymentInput {
  @AmountField({
    least: 1,
    nullable: true,
    description:
      "Of a REFUND: how much of it did arrive, in minor units of its currency, less than was claimed. It counts as another payment with the same reference; the rest is still owed. Nothing when left out.",
  })
  arrivedAmount?: number | null;

  @TextField({ min: 5, max: 500, description: "Why, for the person who claimed it; at least 5 characters." })
  reason: string;
}

@InputType({ description: "Confirmation that the money has been sent." })
export class ConfirmPayoutInput extends PaymentInput {
  @Field(() => PaymentChannelEnum, { defaultValue: "BANK", description: "How it was sent." })
  channel: PaymentChannel;

  @TextField({ max: 200, description: "Reference of the transfer, under which the channel's records list it." })
  reference: string;

  @TextField({
    max: 500,
    nullable: true,
    description: "What the platform found, for both sides; required when the consumer reported that nothing arrived.",
  })
  reason?: string | null;
}

@InputType({ description: "The consumer's report that the money paid out to them never arrived." })
export class ReportCompensationMissingInput extends CaseInput {
  @Field(() => ID, {
    description: "The remedy that was paid, `rmd_…`: of what is owed in the case now, or of `Complaint.formerPayouts`.",
  })
  remedyId: string;

  @TextField({ min: 5, max: 2_000, description: "What was checked and until when; at least 5 characters." })
  text: string;
}
