import type { Account } from "../../accounts/account/account.entity";
import { Complaint } from "../../case/complaints/complaint.entity";
import type { Reader } from "../../platform/database/reader";
import { allOf, sql, type Sql } from "../../platform/database/sql";
import { mapPage, Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { within } from "../../platform/graphql/date-time-range";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Inspection } from "./inspection.entity";
import type { InspectionFilter } from "./inspection.types";
import { maySeeInspectionsOf } from "./inspection.policy";
import { PatternComplaint } from "./pattern-complaint.entity";

export const InspectionConnection = Connection(Inspection, "Inspection");

/** May this person see this inspection? Works with a transaction or the database. */
export async function maySeeInspection(reader: Reader, actor: Actor | null, inspection: Inspection): Promise<boolean> {
  const { providerId } = inspection;
  if (actor === null || !maySeeInspectionsOf(actor, { providerId, consumerId: null })) return false;
  return !(await hasComplained(reader, actor.accountId, inspection));
}

export const isActiveInspector = ({ status, roles }: Account): boolean =>
  status === "ACTIVE" && roles.some((role) => role === "INSPECTOR" || role === "LEAD_MODERATOR");

/** The inspection is about their own case, or about a promise they complained about. */
export async function hasComplained(reader: Reader, accountId: string, inspection: Inspection): Promise<boolean> {
  const { complaintId, promiseVersionId } = inspection;
  const complaint = complaintId === null ? null : await reader.byId(Complaint, complaintId);
  if (complaint?.consumerId === accountId) return true;
  if (promiseVersionId === null) return false;
  const [about] = await reader.find(PatternComplaint, { promiseVersionId }, "LIMIT 1");
  return (
    about !== undefined &&
    (await reader.findOne(PatternComplaint, { lineage: about.lineage, consumerId: accountId })) !== null
  );
}

export async function findInspection(ctx: Context, id: string): Promise<Inspection | null> {
  const inspection = isIdOf(Inspection, id) ? await ctx.loaders.byId(Inspection, id) : null;
  return inspection && (await maySeeInspection(ctx.db, ctx.actor, inspection)) ? inspection : null;
}

/** The policy in SQL: no one finds inspections about themselves. */
const notOnesOwn = (
  me: string,
): Sql => sql`NOT EXISTS (SELECT 1 FROM complaint c WHERE c.id = t.complaint_id AND c.consumer_id = ${me})
  AND NOT EXISTS (SELECT 1 FROM pattern_complaint mine JOIN pattern_complaint about ON about.lineage = mine.lineage
    WHERE mine.consumer_id = ${me} AND about.promise_version_id = t.promise_version_id)
  AND NOT EXISTS (SELECT 1 FROM provider_member m WHERE m.provider_id = t.provider_id AND m.account_id = ${me})`;

/** The latest first. `planId`: only those of this plan. */
export function listInspections(
  ctx: Context,
  actor: Actor,
  args: PageArgs,
  filter: InspectionFilter & { planId?: string },
): Promise<Page<Inspection>> {
  const me = actor.accountId;
  return page(ctx, args, {
    entity: Inspection,
    where: allOf([
      notOnesOwn(me),
      filter.status && sql`t.status = ${filter.status}`,
      filter.origin && sql`t.origin = ${filter.origin}`,
      filter.providerId && sql`t.provider_id = ${filter.providerId}`,
      filter.planId && sql`t.plan_id = ${filter.planId}`,
      filter.assignedToMe && sql`t.assigned_to_id = ${me}`,
      filter.unassigned && sql`t.assigned_to_id IS NULL`,
      filter.dueAt && sql`t.status = 'OPEN'`,
      within("t.due_at", filter.dueAt, "filter.dueAt"),
    ]),
    by: "openedAt",
    direction: "DESC",
  });
}

/** Cases that an inspection is about: the one it was opened about, or those of the pattern, the latest first. */
export async function listComplaintsOf(ctx: Context, inspection: Inspection, args: PageArgs): Promise<Page<Complaint>> {
  const { id, complaintId } = inspection;
  if (complaintId !== null) {
    return page(ctx, args, {
      entity: Complaint,
      where: sql`t.id = ${complaintId}`,
      by: "openedAt",
      direction: "DESC",
    });
  }
  const joined = await page(ctx, args, {
    entity: PatternComplaint,
    where: sql`t.inspection_id = ${id}`,
    by: "openedAt",
    direction: "DESC",
    whole: true,
  });
  const complaints = await ctx.db.find(Complaint, { id: joined.nodes.map((each) => each.complaintId) });
  return mapPage(joined, ({ complaintId: of }) => complaints.find((each) => each.id === of));
}
