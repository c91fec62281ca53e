import { Field, InputType } from "type-graphql";
import { FinalAnswerEnum, type FinalAnswer } from "../complaints/case-enums.types";
import { CaseFile, type CaseResult } from "../complaints/case-file";
import { CaseInput } from "../complaints/case-input.types";
import type { Tx } from "../../platform/database/tx";
import { TextField } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";

@InputType({ description: "The provider's final answer to the complaint." })
export class GiveFinalAnswerInput extends CaseInput {
  @Field(() => FinalAnswerEnum, { description: "What the answer comes to." })
  answer: FinalAnswer;

  @TextField({ max: 5_000, description: "The answer in words: what was or will be done, or why nothing is owed." })
  text: string;
}

/** Row 3. The last word on the demand, not the end of the talking: offers stay possible. */
export async function giveFinalAnswer(
  tx: Tx,
  actor: Actor,
  { answer, text, ...input }: GiveFinalAnswerInput,
): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "GIVE_FINAL_ANSWER");
  const refused = answer === "REFUSED" ? { providerRefusedAt: file.complaint.providerRefusedAt ?? tx.now } : {};
  file.apply(
    { type: "FINAL_ANSWER_GIVEN", data: { answer, text } },
    { ...file.spoken(), ...refused, finalAnswer: answer, finalAnswerText: text, finalAnswerAt: tx.now },
  );
  return { complaintId: file.complaint.id };
}
