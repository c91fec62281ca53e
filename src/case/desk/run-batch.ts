import { Complaint } from "../complaints/complaint.entity";
import type { Database } from "../../platform/database/database";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { planAgain, plannedChange, recusedIn, type BulkPlan } from "./bulk-plan.queries";
import { BulkBatch, BulkItem } from "./bulk.entity";
import type { BulkActionKind } from "./bulk.pure";
import { recordOnDesk } from "./record-on-desk";
import type { DeskEvents } from "./desk-events";

const EVENTS = {
  ASSIGN: "COMPLAINT_REASSIGNED",
  SET_SEVERITY: "SEVERITY_CHANGED",
  MOVE_TO_QUEUE: "COMPLAINT_MOVED_TO_QUEUE",
  RELEASE_LEASE: "COMPLAINT_RELEASED",
} as const satisfies Record<BulkActionKind, keyof DeskEvents>;

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
  // Before it is judged: what cannot be read now refuses nothing.
  const recused = await recusedIn(tx, [complaintId]);
  try {
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
