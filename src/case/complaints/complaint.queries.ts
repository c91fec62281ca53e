import { amongFew, place, whichAreFew, type Place } from "../../platform/database/searched";
import { allOf, list, raw, sql, type Sql } from "../../platform/database/sql";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import { searchedPage } from "../../platform/graphql/searched-page";
import type { Context } from "../../platform/graphql/context";
import { within } from "../../platform/graphql/date-time-range";
import { Account } from "../../accounts/account/account.entity";
import { isStaff, type Actor } from "../../accounts/actor/actor";
import { Order } from "../../market/orders/order.entity";
import { Provider } from "../../market/providers/provider.entity";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { MINUTE } from "../../platform/time";
import { parseCaseNumber } from "./case-number.pure";
import type { ComplaintSort } from "./case-enums.types";
import type { ComplaintFilter, MyComplaintsFilter } from "./complaint-filter.types";
import { Complaint } from "./complaint.entity";
import type { Side } from "./complaint-guards.pure";
import { COMPLAINT_STATUSES, type ComplaintStatus } from "./complaint.lifecycle";
import { OPENED } from "./log-opening";
import { maySee } from "./complaint.policy";

/** The case, or NOT_FOUND: for strangers it does not exist. A case cannot be read without an actor. */
export async function readComplaint(ctx: Context, id: string, field: string): Promise<Complaint> {
  const complaint = await findVisibleComplaint(ctx, id);
  if (!complaint) throw new Refusal("NOT_FOUND", { field });
  return complaint;
}

/** The same for who shows it, and reads nothing else of it but what it is OPENED by. */
export async function showComplaint(ctx: Context, id: string): Promise<Complaint | null> {
  const complaint = isIdOf(Complaint, id) ? await ctx.loaders.shown(Complaint, id, OPENED) : null;
  return complaint && maySee(ctx.actor, complaint) ? complaint : null;
}

export async function findVisibleComplaint(ctx: Context, id: string): Promise<Complaint | null> {
  const complaint = isIdOf(Complaint, id) ? await ctx.loaders.byId(Complaint, id) : null;
  return complaint && maySee(ctx.actor, complaint) ? complaint : null;
}

const ORDERS = {
  OPENED_AT_DESC: { by: "openedAt", direction: "DESC" },
  UPDATED_AT_ASC: { by: "updatedAt", direction: "ASC" },
  UPDATED_AT_DESC: { by: "updatedAt", direction: "DESC" },
} as const;

/**
 * `updatedAt` is when the change began, by the clock of its node, and it may have waited for the case since: longer than an operation may
 * take, and clocks differ.
 */
const COMMITTED_AFTER = MINUTE;

const keysetOf = (ctx: Context, sort: ComplaintSort) => ({
  entity: Complaint,
  ...ORDERS[sort],
  ...(sort === "UPDATED_AT_ASC" ? { settled: ctx.now() - COMMITTED_AFTER } : {}),
});

/** Where a case is found by text. Each is shown to whoever sees the case. */
const PLACES = [
  place("t.id", Complaint, "title"),
  place("t.order_id", Order, "title"),
  place("t.provider_id", Provider, "legalName"),
  place("t.consumer_id", Account, "displayName"),
];

/** What is looked for in a list of cases `t`: where, and as a number. */
export function byText(text: string | null | undefined, places: readonly Place[]) {
  const number = text ? parseCaseNumber(text) : null;
  return { text, places, exactly: number === null ? null : sql`t.number = ${number}` };
}

/** The cases someone is a party of. The WHERE clause applies the policy. */
export async function listComplaints(
  ctx: Context,
  actor: Actor,
  args: PageArgs,
  filter: MyComplaintsFilter,
  sort: ComplaintSort,
): Promise<Page<Complaint>> {
  const { side = null, providerId = null, statuses, externalId, text } = filter;
  const narrowed = allOf([
    statuses && isIn(statuses),
    externalId && sql`t.external_id = ${externalId}`,
    ...timesOf(filter),
  ]);
  const ways = partiesAsked(actor, side, providerId).map(([column, id]) => sql`${raw(`t.${column}`)} = ${id}`);
  // The name holds the reader, not their providers: a membership that ends meanwhile does not invalidate the cursor.
  const keyset = keysetOf(ctx, sort);
  return searchedPage(ctx, args, keyset, ["complaints", actor.accountId, side, providerId], {
    ...{ ways, narrowed, ...byText(text, PLACES) },
  });
}

/** All cases, for those who may see any: everyone else is refused at the door. */
export async function searchComplaints(
  ctx: Context,
  args: PageArgs,
  filter: ComplaintFilter,
  sort: ComplaintSort,
): Promise<Page<Complaint>> {
  const { statuses, severities, dueAt, externalId, orderId, providerId, consumerId, category, text } = filter;
  const narrowed = allOf([
    statuses && isIn(statuses),
    severities && sql`t.severity IN (${list(severities)})`,
    category && sql`t.category = ${category}`,
    within("t.due_at", dueAt, "filter.dueAt"),
    ...timesOf(filter),
  ]);
  const given = [
    externalId && sql`t.external_id = ${externalId}`,
    orderId && sql`t.order_id = ${orderId}`,
    providerId && sql`t.provider_id = ${providerId}`,
    consumerId && sql`t.consumer_id = ${consumerId}`,
  ].filter(Boolean);
  // Each state (and severity) along its own index, so that a rare one costs no more than a frequent one.
  const byState = (statuses ?? COMPLAINT_STATUSES).flatMap((status) =>
    (severities ?? [null]).map((severity) =>
      allOf([sql`t.status = ${status}`, severity && sql`t.severity = ${severity}`]),
    ),
  );
  const all = statuses || severities || category || dueAt ? byState : [sql`1 = 1`];
  const ways = given.length > 0 ? [allOf(given)] : all;
  const keyset = keysetOf(ctx, sort);
  return searchedPage(ctx, args, keyset, ["all complaints", externalId, orderId, providerId, consumerId], {
    ways: given.length > 0 ? ways : await startingAtFew(ctx, ways, otherTimes(filter, keyset.by)),
    isWhole: given.length === 0,
    narrowed,
    ...byText(text, PLACES),
  });
}

/** Of cases that are found by other means: the `+` hides the state's index from SQLite, where ever so many share a state. */
const isIn = (statuses: readonly ComplaintStatus[]): Sql => sql`+t.status IN (${list(statuses)})`;

/** The ranges of times that the list is not ordered by. */
const otherTimes = ({ dueAt, openedAt, updatedAt }: ComplaintFilter, by: "openedAt" | "updatedAt"): Sql[] =>
  [
    within("t.due_at", dueAt, "filter.dueAt"),
    by === "openedAt"
      ? within("t.updated_at", updatedAt, "filter.updatedAt")
      : within("t.opened_at", openedAt, "filter.openedAt"),
  ].filter((range) => range !== null);

/** Ways in which one of these ranges leaves few rows start from those: the list may be very long, and none of them near its beginning. */
async function startingAtFew(ctx: Context, ways: readonly Sql[], ranges: readonly Sql[]): Promise<readonly Sql[]> {
  const [range, ...others] = ranges;
  if (!range) return ways;
  const narrow = ways.map((way) => allOf([way, range]));
  const few = await whichAreFew(ctx.db, "complaint", narrow);
  const started = ways.map((way, index) => (few[index] ? amongFew("complaint", narrow[index] ?? way) : way));
  return others.length === 0 ? started : startingAtFew(ctx, started, others);
}

const timesOf = ({ openedAt, updatedAt }: Pick<ComplaintFilter, "openedAt" | "updatedAt">): (Sql | null)[] => [
  within("t.opened_at", openedAt, "filter.openedAt"),
  within("t.updated_at", updatedAt, "filter.updatedAt"),
];

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
