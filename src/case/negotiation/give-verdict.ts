import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import type { GiveVerdictInput } from "./verdict.types";

/** Row 8: on the provider's final answer, where "solved" ends the case; and once on how the case ended. */
export async function giveVerdict(
  tx: Tx,
  actor: Actor,
  { verdict, satisfaction, text = "", ...input }: GiveVerdictInput,
): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "GIVE_VERDICT");
  const verdictText = text || null;
  const negotiating = file.complaint.status === "NEGOTIATING";
  file.apply(
    { type: "VERDICT_GIVEN", data: { verdict, satisfaction, text: verdictText } },
    {
      ...(negotiating ? file.spoken() : {}),
      verdict,
      verdictSatisfaction: satisfaction,
      verdictText,
      verdictAt: tx.now,
    },
  );
  if (negotiating && verdict === "SOLVED")
    file.follow("CLOSE_SOLVED").apply({ type: "COMPLAINT_SETTLED", data: { because: "SOLVED" } });
  return { complaintId: file.complaint.id };
}
