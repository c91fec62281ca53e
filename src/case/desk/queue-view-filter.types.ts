import { Field, ID, InputType, ObjectType } from "type-graphql";
import { ComplaintStatusEnum, SeverityEnum, type Severity } from "../complaints/case-enums.types";
import type { ComplaintStatus } from "../complaints/complaint.lifecycle";
import { AmountField, CurrencyField } from "../../platform/graphql/money";
import { asciiLike, TextField } from "../../platform/graphql/text-field";

/** What can be kept of a filter of the queue: a range of times would be in the past tomorrow. */
@InputType("QueueViewFilterInput", { description: "Which cases of the queue a view shows." })
@ObjectType("QueueViewFilter", {
  simpleResolvers: true,
  description: "Which cases of the queue a view shows, as `QueueFilter` takes it; null: not narrowed by that.",
})
export class QueueViewFilter {
  @TextField({
    min: 1,
    max: 120,
    nullable: true,
    description:
      "Only those with this text: as the number of the case (`Complaint.number`, however it is written) or its id; or all its words in the case's title, found as in `ComplaintFilter.text`.",
  })
  text?: string | null;

  @Field(() => ComplaintStatusEnum, { nullable: true, description: "Only those in this state." })
  status?: ComplaintStatus | null;

  @Field(() => SeverityEnum, { nullable: true, description: "Only those this urgent." })
  severity?: Severity | null;

  @Field(() => SeverityEnum, { nullable: true, description: "Only those at least this urgent." })
  severityAtLeast?: Severity | null;

  @Field(() => ID, { nullable: true, description: "Only those against this provider." })
  providerId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "true: only those the viewer holds." })
  mine?: boolean | null;

  @TextField({
    max: 40,
    pattern: asciiLike("HIGH_VALUE"),
    nullable: true,
    description: "Only those in the queue of this code; see `routingRules`.",
  })
  queue?: string | null;

  @TextField({
    max: 64,
    pattern: asciiLike("skill-training"),
    nullable: true,
    description: "Only those about services of this category.",
  })
  category?: string | null;

  @CurrencyField({
    nullable: true,
    description: "Only those about money in this currency, an ISO 4217 code: what `minAmount` and `maxAmount` are in.",
  })
  currency?: string | null;

  @AmountField({
    nullable: true,
    description:
      "Only those with at least this much at stake, in minor units of `currency`; without it, of each case's own currency.",
  })
  minAmount?: number | null;

  @AmountField({
    nullable: true,
    description:
      "Only those with at most this much at stake, in minor units of `currency`; without it, of each case's own currency.",
  })
  maxAmount?: number | null;

  @Field(() => Boolean, { nullable: true, description: "true: only those assigned to the viewer." })
  assignedToMe?: boolean | null;

  @Field(() => ID, { nullable: true, description: "Only those assigned to this person." })
  assignedToId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "true: only those the viewer holds, or that are assigned to the viewer.",
  })
  withMe?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "true: only those that nobody holds and that are assigned to nobody.",
  })
  unassigned?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "true: only those that wait for a lead moderator; false: only those that do not.",
  })
  escalated?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: "true: only those whose next clock has run out." })
  overdue?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "true: only those whose next clock runs out by the end of the viewer's day, or has run out.",
  })
  dueToday?: boolean | null;
}
