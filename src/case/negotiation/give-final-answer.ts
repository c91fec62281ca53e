import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import type { GiveFinalAnswerInput } from "./final-answer.types";

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
