import type { CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { IS_MONEY } from "../../case/complaints/remedy-kind.pure";
import { lockOrderMoney } from "../../case/complaints/lock-order-money";
import { lessOf, refuseBeyond } from "../../case/complaints/order-money.pure";
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
  const { caseFile, ruling } = await openAwaitingRuling(tx, actor, rulingId, "APPROVE_RULING");
  let left = await lockOrderMoney(tx, caseFile.complaint);
  for (const { kind, insteadAmount, basis } of ruling.measures.remedies) {
    const remedy = { kind, basis, amount: IS_MONEY.has(kind) ? insteadAmount.amount : null };
    refuseBeyond(left, remedy, "input.rulingId");
    left = lessOf(left, remedy);
  }
  approve(tx, ruling, actor.accountId, reason ?? null);
  await putRulingIntoEffect(caseFile, ruling, left);
  return { complaintId: ruling.complaintId, rulingId };
}
