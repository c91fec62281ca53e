import { Field, InputType } from "type-graphql";
import { FinalAnswerEnum, type FinalAnswer } from "../complaints/case-enums.types";
import { CaseInput } from "../complaints/case-input.types";
import { TextField } from "../../platform/graphql/text-field";

@InputType({ description: "The provider's final answer to the complaint." })
export class GiveFinalAnswerInput extends CaseInput {
  @Field(() => FinalAnswerEnum, { description: "The answer, by category." })
  answer: FinalAnswer;

  @TextField({ max: 5_000, description: "The answer in words: what was or will be done, or why nothing is owed." })
  text: string;
}
