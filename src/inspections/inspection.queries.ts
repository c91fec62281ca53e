import { Complaint } from "../complaints/complaint.entity";
import type { Reader } from "../platform/database/reader";
import type { SqlValue } from "../platform/database/row-mapper";
import { Connection, page, type Page, type PageArgs } from "../platform/graphql/connection";
import type { Context } from "../platform/graphql/context";
import type { Actor } from "../platform/identity/actor";
import { isIdOf } from "../platform/ids";
import { Inspection } from "./inspection.entity";
import type { InspectionFilter } from "./inspection.inputs";
import { seesInspection } from "./inspection.policy";

export const InspectionConnection = Connection(Inspection, "Inspection");

/** May this person see this inspection? Asked of a transaction or of the database alike. */
export async function sees(reader: Reader, actor: Actor | null, inspection: Inspection): Promise<boolean> {
  const { providerId, complaintId } = inspection;
  const complaint = complaintId === null ? null : await reader.byId(Complaint, complaintId);
  return seesInspection(actor, { providerId, consumerId: complaint?.consumerId ?? null });
}

export async function findInspection(ctx: Context, id: string): Promise<Inspection | null> {
  const inspection = isIdOf("inspection", id) ? await ctx.loaders.byId(Inspection, id) : null;
  return inspection && (await sees(ctx.db, ctx.actor, inspection)) ? inspection : null;
}

/** The latest first. The policy stands in the WHERE: nobody finds those about themselves. */
export function listInspections(
  ctx: Context,
  actor: Actor,
  args: PageArgs,
  filter: InspectionFilter,
): Promise<Page<Inspection>> {
  const conditions: [string, ...SqlValue[]][] = [
    ["NOT EXISTS (SELECT 1 FROM complaint c WHERE c.id = t.complaint_id AND c.consumer_id = ?)", actor.accountId],
    [
      "NOT EXISTS (SELECT 1 FROM provider_member m WHERE m.provider_id = t.provider_id AND m.account_id = ?)",
      actor.accountId,
    ],
  ];
  if (filter.status) conditions.push(["t.status = ?", filter.status]);
  if (filter.providerId) conditions.push(["t.provider_id = ?", filter.providerId]);
  return page(ctx.db, ctx.services.sealer, args, {
    name: `inspections ${JSON.stringify([filter.status || null, filter.providerId || null])}`,
    entity: Inspection,
    where: conditions.map(([sql]) => sql).join(" AND "),
    params: conditions.flatMap(([, ...params]) => params),
    by: "openedAt",
    direction: "DESC",
  });
}
