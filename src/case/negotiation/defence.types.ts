import { InputType } from "type-graphql";
import { CaseInput } from "../complaints/case-input.types";
import { TextField } from "../../platform/graphql/text-field";

@InputType({ description: "The provider's answer to the complaint, for the decision." })
export class SubmitDefenceInput extends CaseInput {
  @TextField({ max: 10_000, description: "The answer to each alleged breach. Both sides and the platform read it." })
  text: string;
}
