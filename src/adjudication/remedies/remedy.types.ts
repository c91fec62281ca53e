import { Field, ID, InputType } from "type-graphql";
import { CaseInput } from "../../case/complaints/case-input.types";
import { TextField } from "../../platform/graphql/text-field";

@InputType({ description: "One remedy of a case." })
abstract class RemedyStepInput extends CaseInput {
  @Field(() => ID, { description: "The remedy, `rmd_…`; one of the case's current ruling." })
  remedyId: string;
}

@InputType({ description: "The provider's proof that it did what was ordered." })
export class FileRemedyProofInput extends RemedyStepInput {
  @TextField({
    max: 5_000,
    description: "How and when it was done: reference of the transfer, tracking number, date of the new appointment.",
  })
  proof: string;
}

@InputType({ description: "The consumer's word that a remedy was performed." })
export class ConfirmRemedyInput extends RemedyStepInput {}

@InputType({ description: "The consumer does without a remedy." })
export class WaiveRemedyInput extends RemedyStepInput {}

@InputType({ description: "Closing a case whose remedies stay unperformed." })
export class CloseUnremediedInput extends CaseInput {
  @TextField({
    min: 10,
    max: 2_000,
    description: "Why nothing more can be had, told to both sides; at least 10 characters.",
  })
  reason: string;
}
