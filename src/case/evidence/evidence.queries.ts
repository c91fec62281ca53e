import type { Complaint } from "../complaints/complaint.entity";
import { findVisibleComplaint } from "../complaints/complaint.queries";
import type { Context } from "../../platform/graphql/context";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Evidence } from "./evidence.entity";
import { maySeeEvidence } from "./evidence.policy";

/** The piece, or null: for those who may not see it, it does not exist. */
export async function findVisibleEvidence(ctx: Context, id: string): Promise<Evidence | null> {
  const evidence = isIdOf(Evidence, id) ? await ctx.loaders.byId(Evidence, id) : null;
  const complaint = evidence && (await findVisibleComplaint(ctx, evidence.complaintId));
  return complaint && maySeeEvidence(ctx.actor, complaint, evidence) ? evidence : null;
}

export async function readEvidence(ctx: Context, id: string, field: string): Promise<Evidence> {
  const evidence = await findVisibleEvidence(ctx, id);
  if (!evidence) throw new Refusal("NOT_FOUND", { field });
  return evidence;
}

/** What the policy reads of a piece. */
const JUDGED = ["side", "visibility", "status", "submittedById"] as const satisfies readonly (keyof Evidence)[];

/** Short, since a house rule limits how much each side may submit. */
export async function listEvidence(ctx: Context, complaint: Complaint): Promise<Evidence[]> {
  const all = await ctx.loaders.shownBy(Evidence, "complaintId", complaint.id, JUDGED);
  return all.filter((evidence) => maySeeEvidence(ctx.actor, complaint, evidence));
}
