import { InputType } from "type-graphql";
import { CaseInput } from "../complaints/case-input.types";
import { TextField } from "../../platform/graphql/text-field";

@InputType({ description: "Declaring a conflict of interest." })
export class RecuseInput extends CaseInput {
  @TextField({
    min: 5,
    max: 1_000,
    description: "What the conflict is, for the desk's records; at least 5 characters.",
  })
  reason: string;
}
