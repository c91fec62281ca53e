import { Field, InputType } from "type-graphql";
import { FinalAnswerEnum, type FinalAnswer } from "../complaints/case-enums.types";
import { CaseFile, type CaseResult } from "../complaints/case-file";
import { CaseInput } from "../complaints/case-input.types";
import type { Tx } from "../../platform/database/tx";
import { TextField } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";

@InputType({ description: "The provider's final answer to the complaint." })
export class GiveFinalAnswerInput extends CaseInput {
  @Field(() => FinalAnswerEnum, { description: "The answer, by category." })
  answer: FinalAnswer;

  @TextField({ max: 5_000, description: "The answer in words: what was or will be done, or why nothing is owed." })
  text: string;
}

/** GIVE_FINAL_ANSWER. The last word on the demand, but not the end of the negotiation: offers stay possible. */
export async function giveFinalAnswer(
  tx: Tx,
  actor: Actor,
  { answer, text, ...input }: GiveFinalAnswerInput,
): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "GIVE_FINAL_ANSWER");
  const refused = answer === "REFUSED" ? { providerRefusedAt: caseFile.complaint.providerRefusedAt ?? tx.now } : {};
  caseFile.apply(
    { type: "FINAL_ANSWER_GIVEN", data: { answer, text } },
    { ...caseFile.spoken(), ...refused, finalAnswer: answer, finalAnswerText: text, finalAnswerAt: tx.now },
  );
  return { complaintId: caseFile.complaint.id };
}
