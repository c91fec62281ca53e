import { InputType } from "type-graphql";
import { CaseInput } from "../complaints/case-input.types";
import { TextField } from "../../platform/graphql/text-field";

@InputType({ description: "A note to colleagues." })
export class WriteNoteInput extends CaseInput {
  @TextField({ max: 4_000, description: "The note. Neither side ever sees it." })
  text: string;
}
