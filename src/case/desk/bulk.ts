import { conflictsOf } from "../../accounts/conflicts.queries";
import { Complaint } from "../complaints/complaint.entity";
import { IN_QUEUE } from "../complaints/complaint.lifecycle";
import type { Database } from "../../platform/database/database";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { isIdOf, newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { planAgain, planOf, plannedChange, recusedIn, requireImpartial, type BulkPlan } from "./bulk-plan.queries";
import { BulkBatch, BulkItem } from "./bulk.entity";
import type { ApplyBulkActionInput, UndoBulkActionInput } from "./bulk-inputs.types";
import { peopleIn, sameValues, valuesOf, type BulkActionKind, type BulkUndo } from "./bulk.pure";
import { recordOnDesk } from "./desk-case";
import type { DeskEvents } from "./desk-events";

const EVENTS = {
  ASSIGN: "COMPLAINT_REASSIGNED",
  SET_SEVERITY: "SEVERITY_CHANGED",
  MOVE_TO_QUEUE: "COMPLAINT_MOVED_TO_QUEUE",
  RELEASE_LEASE: "COMPLAINT_RELEASED",
} as const satisfies Record<BulkActionKind, keyof DeskEvents>;

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

/** Each case in a transaction of its own. What an earlier run did is skipped, so that an interrupted run can be continued. */
export async function runBatch(database: Database, actor: Actor, batchId: string, now: number): Promise<void> {
  const todo = await database.find(BulkItem, { batchId, outcome: "PENDING" }, "ORDER BY number");
  const batch = await database.byId(BulkBatch, batchId);
  if (todo.length === 0 || !batch) return;
  const plan = await planAgain(database, batch.action, batch.target, now);
  for (const item of todo) {
    try {
      await database.transact((tx) => applyItem(tx, actor, plan, item));
    } catch (error) {
      // The database was too busy: the item stays PENDING, and the run continues with the others.
      if (!(error instanceof Refusal)) throw error;
    }
  }
}

async function applyItem(tx: Tx, actor: Actor, plan: BulkPlan, { id, batchId, complaintId }: BulkItem): Promise<void> {
  const complaint = await tx.lock(Complaint, complaintId);
  const item = await tx.findOne(BulkItem, { id, outcome: "PENDING" });
  const batch = await tx.findOne(BulkBatch, { id: batchId, undoneAt: null });
  if (!item || !batch) return;
  try {
    const recused = await recusedIn(tx, [complaintId]);
    const { before, after, patch } = plannedChange(plan, complaint, actor, recused.get(complaintId));
    if (complaint && patch) {
      const data = { ...plan.target, reason: batch.reason, batchId };
      recordOnDesk(tx, complaint, actor, { type: EVENTS[plan.action], data }, patch);
    }
    tx.change(item, { outcome: patch ? "CHANGED" : "UNCHANGED", beforeValues: before, afterValues: after });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tx.change(item, { outcome: "REFUSED", refusal: { code: error.code, details: error.details } });
  }
}

/** All cases in one transaction, locked in the order of their ids; nothing else locks more than one. */
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
  const conflicts = await conflictsOf(tx, [...people], tx.now);
  for (const item of items) {
    const complaint = complaints.get(item.complaintId);
    if (!complaint) continue;
    const partial = [...people].filter((id) =>
      conflicts.of(id).some(({ providerId }) => providerId === complaint.providerId),
    );
    const barred = new Set([...(recused.get(complaint.id) ?? []), ...partial]);
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
