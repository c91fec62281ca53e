import { Field, InputType } from "type-graphql";
import { parseCaseNumber } from "../complaints/case-number.pure";
import { Complaint } from "../complaints/complaint.entity";
import { byText } from "../complaints/complaint.queries";
import { firstOf, lastOf } from "../complaints/urgency.pure";
import { place } from "../../platform/database/searched";
import { allOf, passing, raw, sql, type Sql } from "../../platform/database/sql";
import { hasAll, wantedBy } from "../../platform/database/text-terms.pure";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { DateTimeRangeInput, within } from "../../platform/graphql/date-time-range";
import { searchedPage } from "../../platform/graphql/searched-page";
import { isIdOf } from "../../platform/ids";
import { endOfDay } from "../../house-rules/wall-clock.pure";
import type { Actor } from "../../accounts/actor/actor";
import { QueueViewFilter } from "./queue-view-filter.types";

@InputType({ description: "Which cases of the queue." })
export class QueueFilter extends QueueViewFilter {
  @Field(() => DateTimeRangeInput, {
    nullable: true,
    description: "Only those whose next clock runs out in this range.",
  })
  dueAt?: DateTimeRangeInput;
}

/** The cases that wait for the platform, the most urgent first: by the hour in which they are due, and of those due in one hour the graver. */
export const moderationQueue = (
  ctx: Context,
  actor: Actor,
  args: PageArgs,
  filter: QueueFilter,
): Promise<Page<Complaint>> =>
  searchedPage(
    ctx,
    args,
    { entity: Complaint, by: "urgency", direction: "ASC" },
    ["queue", filter.withMe ? actor.accountId : null],
    {
      ways: waysTo(ctx, actor, filter),
      isWhole: !filter.withMe,
      narrowed: asked(ctx, actor, filter),
      ...byText(filter.text, PLACES),
    },
  );

/** Where the queue is searched: in the case alone, since deliveries compare the case with the filter. */
const PLACES = [place("t.id", Complaint, "title")];

/** Conditions that together lead to the cases, each by an index of its own. */
export function waysTo(ctx: Context, { accountId }: Actor, filter: QueueFilter): Sql[] {
  if (filter.withMe)
    return [
      sql`t.in_queue = ${1} AND t.assigned_to_id = ${accountId}`,
      sql`t.in_queue = ${1} AND t.lease_holder_id = ${accountId} AND t.lease_expires_at > ${passing(ctx.now())}`,
    ];
  // One provider has few: the queue's own index is left to those who ask for no provider.
  return [isGiven(filter.providerId) ? sql`1 = 1` : sql`t.in_queue = ${1}`];
}

/** What a filter asks of a case `t`, except for its text. */
export function asked(ctx: Context, actor: Actor, filter: QueueFilter): Sql {
  const { status, severity, severityAtLeast, providerId, queue, category } = filter;
  const { currency, minAmount, maxAmount, dueAt, escalated } = filter;
  const { accountId } = actor;
  const now = ctx.now();
  return allOf([
    // The `+` hides the index of the whole queue from SQLite and means nothing to MySQL.
    sql`+t.in_queue = ${1}`,
    status && sql`t.status = ${status}`,
    severity && sql`t.severity = ${severity}`,
    severityAtLeast && sql`t.severity >= ${severityAtLeast}`,
    isGiven(providerId) && sql`t.provider_id = ${providerId}`,
    filter.mine && sql`t.lease_holder_id = ${accountId}`,
    isGiven(queue) && sql`t.queue = ${queue}`,
    isGiven(category) && sql`t.category = ${category}`,
    isGiven(currency) && sql`t.currency = ${currency}`,
    isGiven(minAmount) && sql`t.amount_at_stake >= ${minAmount}`,
    isGiven(maxAmount) && sql`t.amount_at_stake <= ${maxAmount}`,
    filter.assignedToMe && sql`t.assigned_to_id = ${accountId}`,
    isGiven(filter.assignedToId) && sql`t.assigned_to_id = ${filter.assignedToId}`,
    within("t.due_at", dueAt, "filter.dueAt"),
    // The same in the order of the queue, so that what is due later is not read through.
    typeof dueAt?.from === "number" && sql`t.urgency >= ${firstOf(dueAt.from)}`,
    typeof dueAt?.to === "number" && sql`t.urgency <= ${lastOf(dueAt.to)}`,
    sql`t.urgency IS NOT NULL`,
    typeof escalated === "boolean" && sql`t.escalated_at IS ${raw(escalated ? "NOT NULL" : "NULL")}`,
    filter.mine && sql`t.lease_expires_at > ${passing(now)}`,
    filter.unassigned &&
      sql`t.assigned_to_id IS NULL AND (t.lease_expires_at IS NULL OR t.lease_expires_at <= ${passing(now)})`,
    filter.overdue && dueUntil(now),
    filter.dueToday && dueUntil(endOfDay(actor.timeZone, now) - 1),
  ]);
}

const dueUntil = (at: number): Sql => sql`t.due_at <= ${passing(at)} AND t.urgency <= ${passing(lastOf(at))}`;

const isGiven = <T>(value: T | null | undefined): value is T => value !== undefined && value !== null;

/** The queue's filter on one case, for live deliveries. */
export function matchesFilter(complaint: Complaint, actor: Actor, filter: QueueFilter, now: number): boolean {
  const dueAt = complaint.dueAt ?? Infinity;
  return (
    (!isGiven(filter.text) || hasText(complaint, filter.text)) &&
    is(filter.status, complaint.status) &&
    is(filter.severity, complaint.severity) &&
    complaint.severity >= (filter.severityAtLeast ?? "") &&
    is(filter.providerId, complaint.providerId) &&
    is(filter.queue, complaint.queue) &&
    is(filter.category, complaint.category) &&
    is(filter.escalated, complaint.escalatedAt !== null) &&
    (!filter.mine || complaint.leaseHolderId === actor.accountId) &&
    (!filter.assignedToMe || complaint.assignedToId === actor.accountId) &&
    is(filter.assignedToId, complaint.assignedToId) &&
    (!filter.withMe || [complaint.leaseHolderId, complaint.assignedToId].includes(actor.accountId)) &&
    (!filter.unassigned || isUnassigned(complaint, now)) &&
    is(filter.currency, complaint.currency) &&
    complaint.amountAtStake >= (filter.minAmount ?? 0) &&
    complaint.amountAtStake <= (filter.maxAmount ?? Infinity) &&
    (!filter.overdue || dueAt <= now) &&
    (!filter.dueToday || dueAt < endOfDay(actor.timeZone, now)) &&
    dueAt >= (filter.dueAt?.from ?? -Infinity) &&
    dueAt < (filter.dueAt?.to ?? Infinity)
  );
}

const isUnassigned = ({ assignedToId, leaseHolderId, leaseExpiresAt }: Complaint, now: number): boolean =>
  assignedToId === null && (leaseHolderId === null || (leaseExpiresAt ?? 0) <= now);

function hasText({ id, number, title }: Complaint, text: string): boolean {
  if (isIdOf(Complaint, text)) return id === text;
  const wanted = wantedBy(text);
  return (number !== null && number === parseCaseNumber(text)) || (wanted.length > 0 && hasAll(title, wanted));
}

const is = <T>(wanted: T | null | undefined, value: T): boolean =>
  wanted === null || wanted === undefined || wanted === value;
