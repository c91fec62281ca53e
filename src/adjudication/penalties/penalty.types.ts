import { Field, ID, InputType } from "type-graphql";
import { PaymentChannelEnum, type PaymentChannel } from "../payments/payment-enums.types";
import { MutationInput } from "../../platform/graphql/idempotency";
import { TextField } from "../../platform/graphql/text-field";
import { FinePayment } from "./fine.entity";

@InputType({ description: "One penalty." })
abstract class PenaltyStepInput extends MutationInput {
  @Field(() => ID, { description: "The penalty, `pen_…`." })
  penaltyId: string;
}

@InputType({ description: "A lead's approval of a penalty." })
export class ApprovePenaltyInput extends PenaltyStepInput {
  @TextField({ max: 2_000, nullable: true, description: "A note for the platform's staff." })
  reason?: string | null;
}

@InputType({ description: "A lead's refusal to approve a penalty." })
export class DeclinePenaltyInput extends PenaltyStepInput {
  @TextField({ min: 10, max: 2_000, description: "Why, for the platform's staff; at least 10 characters." })
  reason: string;
}

@InputType({ description: "The provider's statement before its cooperation may be terminated." })
export class SubmitHearingStatementInput extends PenaltyStepInput {
  @TextField({ max: 10_000, description: "The statement. It can be given once." })
  text: string;
}

@InputType({ description: "The payment of a contract charge." })
export class PayFineInput extends PenaltyStepInput {
  @Field(() => FinePayment, { description: "How it is paid." })
  from: FinePayment;

  @Field(() => PaymentChannelEnum, {
    defaultValue: "BANK",
    description:
      "For TRANSFER: how it was paid. PLATFORM: the platform's payment side takes it from what it holds for the provider; without a reference.",
  })
  channel: PaymentChannel;

  @TextField({
    max: 200,
    nullable: true,
    description:
      "For TRANSFER, where it is needed: reference of the payment, under which the channel's records list it.",
  })
  reference?: string | null;
}
