import { Complaint } from "../../case/complaints/complaint.entity";
import type { Reader } from "../../platform/database/reader";
import type { SqlValue } from "../../platform/database/row-mapper";
import { Connection, page, type Page, type PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import type { Actor } from "../../accounts/actor";
import { isIdOf } from "../../platform/ids";
import { Inspection } from "./inspection.entity";
import type { InspectionFilter } from "./inspection.types";
import { seesInspection } from "./inspection.policy";
import { PatternComplaint } from "./pattern-complaint.entity";

export const InspectionConnection = Connection(Inspection, "Inspection");

/** May this person see this inspection? Asked of a transaction or of the database alike. */
export async function sees(reader: Reader, actor: Actor | null, inspection: Inspection): Promise<boolean> {
  const { providerId } = inspection;
  if (actor === null || !seesInspection(actor, { providerId, consumerId: null })) return false;
  return !(await hasComplained(reader, actor.accountId, inspection));
}

/** The case that an inspection is over is theirs, or a complaint about the promise that it is over. */
export async function hasComplained(reader: Reader, accountId: string, inspection: Inspection): Promise<boolean> {
  const { complaintId, promiseVersionId } = inspection;
  const complaint = complaintId === null ? null : await reader.byId(Complaint, complaintId);
  if (complaint?.consumerId === accountId) return true;
  if (promiseVersionId === null) return false;
  return (await reader.findOne(PatternComplaint, { promiseVersionId, consumerId: accountId })) !== null;
}

export async function findInspection(ctx: Context, id: string): Promise<Inspection | null> {
  const inspection = isIdOf(Inspection, id) ? await ctx.loaders.byId(Inspection, id) : null;
  return inspection && (await sees(ctx.db, ctx.actor, inspection)) ? inspection : null;
}

/** The policy in SQL: nobody finds those about themselves. */
const NOT_ONES_OWN = `NOT EXISTS (SELECT 1 FROM complaint c WHERE c.id = t.complaint_id AND c.consumer_id = ?)
  AND NOT EXISTS (SELECT 1 FROM pattern_complaint pc WHERE pc.promise_version_id = t.promise_version_id AND pc.consumer_id = ?)
  AND NOT EXISTS (SELECT 1 FROM provider_member m WHERE m.provider_id = t.provider_id AND m.account_id = ?)`;

type Condition = [string, ...SqlValue[]];

/** The latest first. `planId`: only those of this plan. */
export function listInspections(
  ctx: Context,
  actor: Actor,
  args: PageArgs,
  filter: InspectionFilter & { planId?: string },
): Promise<Page<Inspection>> {
  const me = actor.accountId;
  const conditions: Condition[] = [[NOT_ONES_OWN, me, me, me]];
  if (filter.status) conditions.push(["t.status = ?", filter.status]);
  if (filter.origin) conditions.push(["t.origin = ?", filter.origin]);
  if (filter.providerId) conditions.push(["t.provider_id = ?", filter.providerId]);
  if (filter.planId) conditions.push(["t.plan_id = ?", filter.planId]);
  if (filter.assignedToMe) conditions.push(["t.assigned_to_id = ?", me]);
  if (filter.unassigned) conditions.push(["t.assigned_to_id IS NULL"]);
  if (filter.dueBefore) conditions.push(["t.status = 'OPEN' AND t.due_at < ?", filter.dueBefore]);
  return page(ctx.db, ctx.services.sealer, args, {
    name: `inspections ${JSON.stringify(conditions.slice(1))}`,
    entity: Inspection,
    where: conditions.map(([sql]) => sql).join(" AND "),
    params: conditions.flatMap(([, ...params]) => params),
    by: "openedAt",
    direction: "DESC",
  });
}

/** Cases that an inspection is over: the one it was opened over, or those of the pattern, the latest first. */
export async function listComplaintsOf(ctx: Context, inspection: Inspection, args: PageArgs): Promise<Page<Complaint>> {
  const { id, complaintId } = inspection;
  if (complaintId !== null) {
    return page(ctx.db, ctx.services.sealer, args, {
      ...{ name: `case of ${id}`, entity: Complaint, by: "openedAt", direction: "DESC" },
      ...{ where: "t.id = ?", params: [complaintId] },
    });
  }
  const joined = await page(ctx.db, ctx.services.sealer, args, {
    ...{ name: `cases of ${id}`, entity: PatternComplaint, by: "openedAt", direction: "DESC" },
    ...{ where: "t.inspection_id = ?", params: [id] },
  });
  const complaints = await ctx.db.find(Complaint, { id: joined.nodes.map((each) => each.complaintId) });
  const edges = joined.edges.flatMap(({ cursor, node }) => {
    const complaint = complaints.find((each) => each.id === node.complaintId);
    return complaint ? [{ cursor, node: complaint }] : [];
  });
  return { edges, nodes: edges.map(({ node }) => node), pageInfo: joined.pageInfo };
}
