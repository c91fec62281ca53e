import { Field, ID, InputType } from "type-graphql";
import { CaseInput } from "../../case/complaints/case-input.types";
import { ListOf, TextField } from "../../platform/graphql/text-field";
import { PaymentChannelEnum, type PaymentChannel } from "../payments/payment-enums.types";

@InputType({ description: "What a proof names that can be verified." })
export abstract class ProofInput extends CaseInput {
  @Field(() => [ID], {
    defaultValue: [],
    description:
      "Evidence of this case, `evd_…`, that the provider submitted and that shows it: a receipt, a delivery note. At most 20.",
  })
  @ListOf(0, 20)
  evidenceIds: string[];

  @Field(() => PaymentChannelEnum, {
    defaultValue: "BANK",
    description:
      "How it was paid, when it was done in money. PLATFORM: the platform's payment side is to pay it, from what it holds for the provider; without a reference.",
  })
  refundChannel: PaymentChannel;

  @TextField({
    max: 200,
    nullable: true,
    description:
      "Reference of the payment, when it was done in money: what is due, in one sum. Once the platform's finance finds it under this reference, it is done, and the consumer need not confirm it.",
  })
  refundReference?: string | null;
}

@InputType({ description: "One remedy of a case." })
abstract class RemedyStepInput extends CaseInput {
  @Field(() => ID, { description: "The remedy, `rmd_…`; what is owed in the case now." })
  remedyId: string;
}

@InputType({ description: "The provider's proof that it performed a remedy." })
export class FileRemedyProofInput extends ProofInput {
  @Field(() => ID, { description: "The remedy, `rmd_…`; what is owed in the case now." })
  remedyId: string;

  @TextField({
    max: 5_000,
    description: "How and when it was done: reference of the transfer, tracking number, date of the new appointment.",
  })
  text: string;
}

@InputType({ description: "The consumer's objection: the remedy was not performed as the provider says." })
export class ContestRemedyInput extends RemedyStepInput {
  @TextField({ min: 5, max: 2_000, description: "What is missing or wrong, for both sides; at least 5 characters." })
  reason: string;
}

@InputType({ description: "A moderator's check of a remedy's proof." })
export class CheckRemedyInput extends RemedyStepInput {
  @Field(() => Boolean, { description: "Whether the proof shows that it was performed." })
  performed: boolean;

  @TextField({ min: 10, max: 2_000, description: "Why, for both sides; at least 10 characters." })
  reason: string;
}

@InputType({ description: "The consumer's confirmation that a remedy was performed." })
export class ConfirmRemedyInput extends RemedyStepInput {}

@InputType({ description: "The consumer's waiver of a remedy." })
export class WaiveRemedyInput extends RemedyStepInput {}

@InputType({ description: "The provider's objection to a compensation that was paid because it was silent." })
export class ContestCompensationInput extends CaseInput {
  @TextField({ min: 10, max: 2_000, description: "Why nothing is owed, for both sides; at least 10 characters." })
  reason: string;
}

@InputType({ description: "Closing a case whose remedies stay unperformed." })
export class CloseUnremediedInput extends CaseInput {
  @TextField({
    min: 10,
    max: 2_000,
    description: "Why nothing more can be obtained, for both sides; at least 10 characters.",
  })
  reason: string;
}
