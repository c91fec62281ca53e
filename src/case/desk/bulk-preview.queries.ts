import { Complaint } from "../complaints/complaint.entity";
import type { Context } from "../../platform/graphql/context";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { planOf, plannedChange, recusedIn, type BulkPlan } from "./bulk-plan.queries";
import type { BulkActionInput } from "./bulk-inputs.types";
import type { BulkResult } from "./bulk.types";

/** The same checks as applying, on the cases in their present state. */
export async function previewBulkAction(ctx: Context, actor: Actor, input: BulkActionInput): Promise<BulkResult[]> {
  const plan = await planOf(ctx.db, input, "input", ctx.now());
  const ids = [...new Set(input.complaintIds)];
  const complaints = await Promise.all(ids.map((id) => ctx.loaders.byId(Complaint, id)));
  const recused = await recusedIn(ctx.db, ids);
  return ids.map((id, index) => preview(plan, actor, id, complaints[index] ?? null, recused.get(id)));
}

function preview(
  plan: BulkPlan,
  actor: Actor,
  complaintId: string,
  complaint: Complaint | null,
  recused: ReadonlySet<string> | undefined,
): BulkResult {
  const nothing = { complaintId, undoOutcome: null, refusal: null, beforeValues: null, afterValues: null };
  try {
    const { before, after, patch } = plannedChange(plan, complaint, actor, recused);
    return { ...nothing, outcome: patch ? "CHANGED" : "UNCHANGED", beforeValues: before, afterValues: after };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...nothing, outcome: "REFUSED", refusal: { code: error.code, details: error.details } };
  }
}
