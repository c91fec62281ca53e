import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { planOf } from "./bulk-plan.queries";
import { BulkBatch, BulkItem } from "./bulk.entity";
import type { ApplyBulkActionInput } from "./bulk-inputs.types";

/** Stores what is to be done to which cases; `runBatch` does it. */
export async function recordBatch(
  tx: Tx,
  actor: Actor,
  { action: input }: ApplyBulkActionInput,
): Promise<{ batchId: string }> {
  const { action, target } = await planOf(tx, input, "input.action", tx.now);
  const batchId = newId(BulkBatch);
  tx.insert(BulkBatch, {
    id: batchId,
    action,
    target,
    reason: input.reason,
    appliedById: actor.accountId,
    appliedAt: tx.now,
  });
  const items = [...new Set(input.complaintIds)].map((complaintId, index) => ({
    id: newId(BulkItem),
    batchId,
    number: index + 1,
    complaintId,
    outcome: "PENDING" as const,
  }));
  tx.insert(BulkItem, ...items);
  return { batchId };
}
