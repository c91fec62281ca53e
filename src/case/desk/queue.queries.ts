import { Field, ID, InputType } from "type-graphql";
import { ComplaintStatusEnum, SeverityEnum, type Severity } from "../complaints/case-enums.types";
import { parseCaseNumber } from "../complaints/case-number.pure";
import { Complaint } from "../complaints/complaint.entity";
import { byText } from "../complaints/complaint.queries";
import type { ComplaintStatus } from "../complaints/complaint.lifecycle";
import { place } from "../../platform/database/searched";
import { allOf, passing, raw, sql, type Sql } from "../../platform/database/sql";
import { hasAll, wantedBy } from "../../platform/database/text-terms.pure";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { DateTimeRangeInput, within } from "../../platform/graphql/date-time-range";
import { AmountField } from "../../platform/graphql/money";
import { searchedPage } from "../../platform/graphql/searched-page";
import { TextField } from "../../platform/graphql/text-field";
import { isIdOf } from "../../platform/ids";
import type { Actor } from "../../accounts/actor";

@InputType({ description: "Which cases of the queue." })
export class QueueFilter {
  @TextField({
    min: 1,
    max: 120,
    nullable: true,
    description:
      "Only those with this text: as the number of the case (`Complaint.number`, however it is written) or its id; or all its words in the case's title, found as in `ComplaintFilter.text`.",
  })
  text?: string | null;

  @Field(() => ComplaintStatusEnum, { nullable: true, description: "Only those in this state." })
  status?: ComplaintStatus;

  @Field(() => SeverityEnum, { nullable: true, description: "Only those this urgent." })
  severity?: Severity;

  @Field(() => ID, { nullable: true, description: "Only those against this provider." })
  providerId?: string;

  @Field(() => Boolean, { nullable: true, description: "true: only those the viewer holds." })
  mine?: boolean;

  @TextField({ max: 40, nullable: true, description: "Only those in the queue of this code; see `routingRules`." })
  queue?: string;

  @TextField({ max: 64, nullable: true, description: "Only those about services of this category." })
  category?: string;

  @AmountField({
    nullable: true,
    description: "Only those with at least this much at stake, in minor units of the case's own currency.",
  })
  minAmount?: number;

  @AmountField({
    nullable: true,
    description: "Only those with at most this much at stake, in minor units of the case's own currency.",
  })
  maxAmount?: number;

  @Field(() => Boolean, { nullable: true, description: "true: only those assigned to the viewer." })
  assignedToMe?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: "true: only those that wait for a lead moderator; false: only those that do not.",
  })
  escalated?: boolean;

  @Field(() => Boolean, { nullable: true, description: "true: only those whose next clock has run out." })
  overdue?: boolean;

  @Field(() => DateTimeRangeInput, {
    nullable: true,
    description: "Only those whose next clock runs out in this range.",
  })
  dueAt?: DateTimeRangeInput;
}

/** The cases that wait for the platform, the soonest due first. */
export const moderationQueue = (
  ctx: Context,
  actor: Actor,
  args: PageArgs,
  filter: QueueFilter,
): Promise<Page<Complaint>> =>
  searchedPage(ctx, args, { entity: Complaint, by: "dueAt", direction: "ASC" }, ["queue"], {
    // One provider has few: the queue's own index is left to those who ask for no provider.
    ways: [isGiven(filter.providerId) ? sql`1 = 1` : sql`t.in_queue = ${1}`],
    isWhole: true,
    narrowed: asked(ctx, actor, filter),
    ...byText(filter.text, PLACES),
  });

/** Where the queue is searched: in the case alone, since deliveries compare the case with the filter. */
const PLACES = [place("t.id", Complaint, "title")];

function asked(ctx: Context, { accountId }: Actor, filter: QueueFilter): Sql {
  const { status, severity, providerId, queue, category, minAmount, maxAmount, dueAt, escalated } = filter;
  return allOf([
    // The `+` hides the index of the whole queue from SQLite and means nothing to MySQL.
    sql`+t.in_queue = ${1}`,
    status && sql`t.status = ${status}`,
    severity && sql`t.severity = ${severity}`,
    isGiven(providerId) && sql`t.provider_id = ${providerId}`,
    filter.mine && sql`t.lease_holder_id = ${accountId}`,
    isGiven(queue) && sql`t.queue = ${queue}`,
    isGiven(category) && sql`t.category = ${category}`,
    isGiven(minAmount) && sql`t.amount_at_stake >= ${minAmount}`,
    isGiven(maxAmount) && sql`t.amount_at_stake <= ${maxAmount}`,
    filter.assignedToMe && sql`t.assigned_to_id = ${accountId}`,
    within("t.due_at", dueAt, "filter.dueAt"),
    sql`t.due_at IS NOT NULL`,
    typeof escalated === "boolean" && sql`t.escalated_at IS ${raw(escalated ? "NOT NULL" : "NULL")}`,
    filter.mine && sql`t.lease_expires_at > ${passing(ctx.now())}`,
    filter.overdue && sql`t.due_at <= ${passing(ctx.now())}`,
  ]);
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== undefined && value !== null;

/** The queue's filter on one case, for live deliveries. */
export function matchesFilter(complaint: Complaint, actor: Actor, filter: QueueFilter, now: number): boolean {
  const dueAt = complaint.dueAt ?? Infinity;
  return (
    (!isGiven(filter.text) || hasText(complaint, filter.text)) &&
    is(filter.status, complaint.status) &&
    is(filter.severity, complaint.severity) &&
    is(filter.providerId, complaint.providerId) &&
    is(filter.queue, complaint.queue) &&
    is(filter.category, complaint.category) &&
    is(filter.escalated, complaint.escalatedAt !== null) &&
    (!filter.mine || complaint.leaseHolderId === actor.accountId) &&
    (!filter.assignedToMe || complaint.assignedToId === actor.accountId) &&
    complaint.amountAtStake >= (filter.minAmount ?? 0) &&
    complaint.amountAtStake <= (filter.maxAmount ?? Infinity) &&
    (!filter.overdue || dueAt <= now) &&
    dueAt >= (filter.dueAt?.from ?? -Infinity) &&
    dueAt < (filter.dueAt?.to ?? Infinity)
  );
}

function hasText({ id, number, title }: Complaint, text: string): boolean {
  if (isIdOf(Complaint, text)) return id === text;
  const wanted = wantedBy(text);
  return (number !== null && number === parseCaseNumber(text)) || (wanted.length > 0 && hasAll(title, wanted));
}

const is = <T>(wanted: T | null | undefined, value: T): boolean =>
  wanted === null || wanted === undefined || wanted === value;
