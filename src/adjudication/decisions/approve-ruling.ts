import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { approve } from "../rulings/ruling-changes";
import type { ApproveRulingInput } from "../rulings/ruling.types";
import { openAwaitingRuling } from "./open-awaiting-ruling";
import { putRulingIntoEffect } from "./put-ruling-into-effect";

/** The second person agrees: the ruling takes effect now, with the measures as they were decided, unless other cases have given the money since. */
export async function approveRuling(
  tx: Tx,
  actor: Actor,
  { rulingId, reason }: ApproveRulingInput,
): Promise<CaseResult<"rulingId">> {
  const [[caseFile, money], ruling] = await openAwaitingRuling(tx, rulingId, (input) =>
    CaseFile.openSpending(tx, actor, input, "APPROVE_RULING"),
  );
  approve(tx, ruling, actor.accountId, reason ?? null);
  await putRulingIntoEffect(caseFile, ruling, money);
  return { complaintId: ruling.complaintId, rulingId };
}
