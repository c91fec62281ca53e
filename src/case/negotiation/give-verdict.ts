import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { GiveVerdictInput } from "./verdict.types";

/** GIVE_VERDICT. On the provider's final answer, where SOLVED ends the case; and once on how the case ended. */
export async function giveVerdict(
  tx: Tx,
  actor: Actor,
  { verdict, satisfaction, text = "", ...input }: GiveVerdictInput,
): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "GIVE_VERDICT");
  const verdictText = text || null;
  const negotiating = caseFile.complaint.status === "NEGOTIATING";
  caseFile.apply(
    { type: "VERDICT_GIVEN", data: { verdict, satisfaction, text: verdictText } },
    {
      ...(negotiating ? caseFile.spoken() : {}),
      verdict,
      verdictSatisfaction: satisfaction,
      verdictText,
      verdictAt: tx.now,
    },
  );
  if (negotiating && verdict === "SOLVED")
    caseFile.follow("CLOSE_SOLVED").apply({ type: "COMPLAINT_SETTLED", data: { because: "SOLVED" } });
  return { complaintId: caseFile.complaint.id };
}
