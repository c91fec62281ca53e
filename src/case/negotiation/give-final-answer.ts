import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { GiveFinalAnswerInput } from "./final-answer.types";

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
    { ...caseFile.answered(), ...refused, finalAnswer: answer, finalAnswerText: text, finalAnswerAt: tx.now },
  );
  return { complaintId: caseFile.complaint.id };
}
