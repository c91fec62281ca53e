import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { approve } from "../rulings/ruling-changes";
import type { ApproveRulingInput } from "../rulings/ruling.types";
import { openAwaitingRuling } from "./open-awaiting-ruling";
import { putRulingIntoEffect } from "./put-ruling-into-effect";

/** The second person agrees: the ruling takes effect now, with the measures as they were decided. */
export async function approveRuling(
  tx: Tx,
  actor: Actor,
  { rulingId, note }: ApproveRulingInput,
): Promise<{ complaintId: string; rulingId: string }> {
  const { caseFile, ruling } = await openAwaitingRuling(tx, actor, rulingId, "APPROVE_RULING");
  approve(tx, ruling, actor.accountId, note ?? null);
  await putRulingIntoEffect(caseFile, ruling);
  return { complaintId: ruling.complaintId, rulingId };
}
