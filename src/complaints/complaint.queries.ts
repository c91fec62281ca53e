import type { SqlValue } from "../platform/database/row-mapper";
import { page, type Page, type PageArgs } from "../platform/graphql/connection";
import type { Context } from "../platform/graphql/context";
import { isStaff, type Actor } from "../platform/identity/actor";
import { isIdOf } from "../platform/ids";
import { Refusal } from "../platform/refusal";
import { Complaint } from "./complaint.entity";
import type { ComplaintStatus } from "./complaint.lifecycle";
import { maySee } from "./complaint.policy";

/** The case, or NOT_FOUND: for strangers it does not exist. There is no way to read one without saying who asks. */
export async function readComplaint(ctx: Context, id: string, field: string): Promise<Complaint> {
  const complaint = await findVisibleComplaint(ctx, id);
  if (!complaint) throw new Refusal("NOT_FOUND", { field });
  return complaint;
}

export async function findVisibleComplaint(ctx: Context, id: string): Promise<Complaint | null> {
  const complaint = isIdOf("complaint", id) ? await ctx.loaders.byId(Complaint, id) : null;
  return complaint && maySee(ctx.actor, complaint) ? complaint : null;
}

interface Filter {
  status?: ComplaintStatus | null;
  providerId?: string | null;
}

/** The cases one ordered, newest first; for provider members those against the provider named. The policy stands in the WHERE. */
export function listComplaints(ctx: Context, actor: Actor, args: PageArgs, filter: Filter): Promise<Page<Complaint>> {
  const { providerId = null } = filter;
  const [column, value] =
    providerId === null ? ["consumer_id", actor.accountId] : ["provider_id", visibleProvider(actor, providerId)];
  const params: SqlValue[] = [value];
  let where = `t.${column} = ?`;
  if (filter.status) {
    where += " AND t.status = ?";
    params.push(filter.status);
  }
  return page(ctx.db, ctx.services.sealer, args, {
    name: `complaints ${column} ${value} ${filter.status ?? ""}`,
    entity: Complaint,
    where,
    params,
    by: "openedAt",
    direction: "DESC",
  });
}

function visibleProvider(actor: Actor, providerId: string): string {
  if (isStaff(actor) || actor.memberships.some((membership) => membership.providerId === providerId)) return providerId;
  throw new Refusal("NOT_FOUND", { field: "filter.providerId" });
}
