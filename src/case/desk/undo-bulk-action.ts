import { conflictsOf } from "../../accounts/actor/conflicts.queries";
import { Complaint } from "../complaints/complaint.entity";
import { IN_QUEUE } from "../complaints/complaint.lifecycle";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { recusedIn, requireImpartial } from "./bulk-plan.queries";
import { BulkBatch, BulkItem } from "./bulk.entity";
import type { UndoBulkActionInput } from "./bulk-inputs.types";
import { peopleIn, sameValues, valuesOf, type BulkUndo } from "./bulk.pure";
import { leaversAmong } from "./assignment.queries";
import { recordOnDesk } from "./record-on-desk";

/** All cases in one transaction, locked in the order of their ids. */
export async function undoBulkAction(
  tx: Tx,
  actor: Actor,
  { batchId }: UndoBulkActionInput,
): Promise<{ batchId: string }> {
  const field = "input.batchId";
  const batch = isIdOf(BulkBatch, batchId) ? await tx.lock(BulkBatch, batchId) : null;
  if (!batch) throw new Refusal("NOT_FOUND", { field });
  if (batch.undoneAt !== null) throw new Refusal("NOT_IN_THIS_STATE", { reason: "bulk.undoneBefore", field });
  tx.change(batch, { undoneById: actor.accountId, undoneAt: tx.now });
  const ids = (await tx.find(BulkItem, { batchId })).map(({ complaintId }) => complaintId).sort();
  const complaints = new Map<string, Complaint>();
  for (const id of ids) {
    const complaint = await tx.lock(Complaint, id);
    if (complaint) complaints.set(id, complaint);
  }
  const recused = await recusedIn(tx, ids);
  // Read under the locks: a run still under way may have changed another case by now.
  const items = await tx.find(BulkItem, { batchId, outcome: "CHANGED" }, "ORDER BY number");
  const people = new Set(items.flatMap(({ beforeValues }) => peopleIn(beforeValues ?? {})));
  const leavers = await leaversAmong(tx, [...people]);
  const conflicts = await conflictsOf(tx, [...people], tx.now);
  for (const item of items) {
    const complaint = complaints.get(item.complaintId);
    if (!complaint) continue;
    const partial = [...people].filter((id) =>
      conflicts.of(id).some(({ providerId }) => providerId === complaint.providerId),
    );
    const barred = new Set([...(recused.get(complaint.id) ?? []), ...partial, ...leavers]);
    tx.change(item, { undoOutcome: undoItem(tx, actor, batch, item, complaint, barred) });
  }
  return { batchId };
}

function undoItem(
  tx: Tx,
  actor: Actor,
  batch: BulkBatch,
  { beforeValues, afterValues }: BulkItem,
  complaint: Complaint,
  /** Who may not work on the case. */
  barred: ReadonlySet<string>,
): BulkUndo {
  if (!beforeValues || !afterValues) throw new Error(`no values for a changed case of batch ${batch.id}`);
  const stands = sameValues(afterValues, valuesOf(batch.action, complaint)) && IN_QUEUE.has(complaint.status);
  if (!stands || peopleIn(beforeValues).some((id) => barred.has(id))) return "CHANGED_SINCE";
  try {
    requireImpartial(complaint, actor, barred);
  } catch {
    return "REFUSED";
  }
  recordOnDesk(tx, complaint, actor, { type: "BULK_ACTION_UNDONE", data: { batchId: batch.id } }, beforeValues);
  return "UNDONE";
}
