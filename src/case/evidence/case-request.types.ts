import { Field, ID, InputType } from "type-graphql";
import { SideEnum } from "../complaints/case-enums.types";
import { CaseInput, LeasedCaseInput } from "../complaints/case-input.types";
import type { Side } from "../complaints/complaint-guards.pure";
import { TextField } from "../../platform/graphql/text-field";

@InputType({ description: "Asking the consumer for information." })
export class RequestInformationInput extends LeasedCaseInput {
  @TextField({
    min: 10,
    max: 2_000,
    description: "What must be known before the complaint can be accepted; at least 10 characters.",
  })
  text: string;
}

@InputType({ description: "The consumer's answer to the request for information." })
export class SupplyInformationInput extends CaseInput {
  @TextField({ max: 5_000, description: "The answer. Files go into the case's evidence." })
  text: string;
}

@InputType({ description: "Asking a side for evidence." })
export class RequestEvidenceInput extends LeasedCaseInput {
  @Field(() => SideEnum, { description: "Who is asked. Both sides may submit evidence again meanwhile." })
  addressedTo: Side;

  @TextField({ min: 10, max: 2_000, description: "What must be shown; at least 10 characters." })
  text: string;

  @Field(() => Boolean, {
    defaultValue: true,
    description:
      "The case waits for the answer until its time is over, even when both sides have closed their evidence.",
  })
  mandatory: boolean;
}

@InputType({ description: "A side's answer to a request for evidence." })
export class AnswerEvidenceRequestInput extends CaseInput {
  @Field(() => ID, { description: "The request, `req_…`, addressed to one's own side." })
  requestId: string;

  @TextField({ max: 5_000, description: "What was submitted for it, or why nothing can be." })
  text: string;
}
