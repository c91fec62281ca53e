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

@InputType({ description: "A lead's yes to a penalty that awaits approval." })
export class ApprovePenaltyInput extends PenaltyStepInput {
  @TextField({ max: 2_000, nullable: true, description: "A note for the platform's staff." })
  note?: string | null;
}

@InputType({ description: "A lead's no to a penalty that awaits approval." })
export class DeclinePenaltyInput extends PenaltyStepInput {
  @TextField({ min: 10, max: 2_000, description: "Why, for the platform's staff; at least 10 characters." })
  note: string;
}

@InputType({ description: "What the provider has to say before its cooperation may be ended." })
export class SubmitHearingStatementInput extends PenaltyStepInput {
  @TextField({ max: 10_000, description: "The statement. It can be given once." })
  text: string;
}

@InputType({ description: "The payment of a fine." })
export class PayFineInput extends PenaltyStepInput {
  @Field(() => FinePayment, { description: "From where." })
  from: FinePayment;

  @Field(() => PaymentChannelEnum, { defaultValue: "BANK", description: "For TRANSFER: by which way it was paid." })
  channel: PaymentChannel;

  @TextField({
    max: 200,
    nullable: true,
    description: "For TRANSFER, where it is needed: reference of the payment, by which the channel's records find it.",
  })
  reference?: string | null;
}
