import { allOf, list, raw, sql } from "../../platform/database/sql";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import { pageOfAny } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { within, type DateTimeRangeInput } from "../../platform/graphql/date-time-range";
import { isStaff, type Actor } from "../../accounts/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import type { ComplaintSort } from "./case-enums.types";
import { Complaint } from "./complaint.entity";
import type { Side } from "./complaint-guards.pure";
import type { ComplaintStatus } from "./complaint.lifecycle";
import { maySee } from "./complaint.policy";

/** The case, or NOT_FOUND: for strangers it does not exist. A case cannot be read without an actor. */
export async function readComplaint(ctx: Context, id: string, field: string): Promise<Complaint> {
  const complaint = await findVisibleComplaint(ctx, id);
  if (!complaint) throw new Refusal("NOT_FOUND", { field });
  return complaint;
}

export async function findVisibleComplaint(ctx: Context, id: string): Promise<Complaint | null> {
  const complaint = isIdOf(Complaint, id) ? await ctx.loaders.byId(Complaint, id) : null;
  return complaint && maySee(ctx.actor, complaint) ? complaint : null;
}

interface Filter {
  side?: Side | null;
  statuses?: readonly ComplaintStatus[] | null;
  openedAt?: DateTimeRangeInput | null;
  updatedAt?: DateTimeRangeInput | null;
  providerId?: string | null;
}

const ORDERS = {
  OPENED_AT_DESC: { by: "openedAt", direction: "DESC" },
  UPDATED_AT_ASC: { by: "updatedAt", direction: "ASC" },
  UPDATED_AT_DESC: { by: "updatedAt", direction: "DESC" },
} as const;

/** The cases someone is a party of. The WHERE clause applies the policy. */
export function listComplaints(
  ctx: Context,
  actor: Actor,
  args: PageArgs,
  filter: Filter,
  sort: ComplaintSort,
): Promise<Page<Complaint>> {
  const { side = null, providerId = null } = filter;
  const narrowed = allOf([
    filter.statuses && sql`t.status IN ${list(filter.statuses)}`,
    within("t.opened_at", filter.openedAt, "filter.openedAt"),
    within("t.updated_at", filter.updatedAt, "filter.updatedAt"),
  ]);
  const parties = partiesAsked(actor, side, providerId);
  const conditions = parties.map(([column, id]) => sql`${raw(`t.${column}`)} = ${id} AND ${narrowed}`);
  return pageOfAny(
    ctx.db,
    ctx.services.sealer,
    args,
    // The name holds the reader, not their providers: a membership that ends meanwhile does not invalidate the cursor.
    {
      name: JSON.stringify([
        "complaints",
        actor.accountId,
        side,
        providerId,
        sort,
        narrowed.text,
        narrowed.particulars,
      ]),
      entity: Complaint,
      ...ORDERS[sort],
    },
    conditions,
  );
}

type Party = ["consumer_id" | "provider_id", string];

function partiesAsked(actor: Actor, side: Side | null, providerId: string | null): Party[] {
  if (providerId !== null) {
    if (side === "CONSUMER")
      throw new Refusal("BAD_USER_INPUT", { reason: "myComplaints.sideOfProvider", field: "filter.side" });
    return [["provider_id", visibleProvider(actor, providerId)]];
  }
  const opened: Party[] = [["consumer_id", actor.accountId]];
  const against = actor.memberships.map((membership): Party => ["provider_id", membership.providerId]);
  return side === "CONSUMER" ? opened : side === "PROVIDER" ? against : [...opened, ...against];
}

function visibleProvider(actor: Actor, providerId: string): string {
  if (isStaff(actor) || actor.memberships.some((membership) => membership.providerId === providerId)) return providerId;
  throw new Refusal("NOT_FOUND", { field: "filter.providerId" });
}
