import { Field, Int, ObjectType } from "type-graphql";
import { FilingLimit } from "../../case/filing-limits/filing-limit.entity";
import { DateTime } from "../../platform/graphql/scalars";
import { UnavailableBecause } from "../../platform/graphql/unavailable-because";

/** Of the cases that a person opened. */
export interface CaseNumbers {
  opened: number;
  openNow: number;
  grave: number;
  upheld: number;
  partlyUpheld: number;
  dismissed: number;
  settled: number;
  withdrawn: number;
  refusedAsAbusive: number;
  providers: number;
  firstOpenedAt: number | null;
  lastOpenedAt: number | null;
}

/** Of the orders that a person placed. */
export interface OrderNumbers {
  orders: number;
  completedWithoutCase: number;
  ordersAfterCase: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "消费者投诉记录. What a consumer's earlier cases and orders were, for staff who work on a case of theirs: numbers and dates, no judgement. Nothing is decided by them automatically. Cases that the platform opened for the person are left out.",
})
export class ConsumerRecord implements CaseNumbers, OrderNumbers {
  /** Of the case that it is read for, and of its consumer. */
  complaintId: string;
  accountId: string;

  @Field(() => DateTime, { description: "From when on cases and orders are counted: the house rule `filing.record`." })
  since: number;

  @Field(() => DateTime, { description: "When the person's account was created." })
  accountSince: number;

  @Field(() => Int, { description: "How many cases the person opened, this one included." })
  opened: number;

  @Field(() => Int, { description: "How many of the person's cases are not closed." })
  openNow: number;

  @Field(() => Int, { description: "How many of the person's cases are about breaches that they called grave." })
  grave: number;

  @Field(() => Int, {
    description: "How many of the person's cases have a ruling in effect that found every promise broken.",
  })
  upheld: number;

  @Field(() => Int, {
    description: "How many of the person's cases have a ruling in effect that found some promise broken.",
  })
  partlyUpheld: number;

  @Field(() => Int, {
    description: "How many of the person's cases have a ruling in effect that found no promise broken.",
  })
  dismissed: number;

  @Field(() => Int, { description: "How many of the person's cases the sides settled." })
  settled: number;

  @Field(() => Int, { description: "How many of their cases the person withdrew." })
  withdrawn: number;

  @Field(() => Int, {
    description: "How many of the person's cases the platform did not accept because they were ABUSIVE.",
  })
  refusedAsAbusive: number;

  @Field(() => Int, { description: "How many different providers the person's cases are against." })
  providers: number;

  @Field(() => DateTime, {
    nullable: true,
    description: "When the first of the person's cases was opened; null without any.",
  })
  firstOpenedAt: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When the last of the person's cases was opened; null without any.",
  })
  lastOpenedAt: number | null;

  @Field(() => Int, { description: "How many orders the person placed." })
  orders: number;

  @Field(() => Int, { description: "How many of the person's orders were completed and never complained of." })
  completedWithoutCase: number;

  @Field(() => Int, {
    description: "How many of their orders the person placed with a provider that they had complained of before.",
  })
  ordersAfterCase: number;

  @Field(() => [FilingLimit], {
    description:
      "Limits on the person's complaints that are in force, the newest first; leads and auditors also see those proposed.",
  })
  limits: FilingLimit[];

  @Field(() => UnavailableBecause, {
    nullable: true,
    description: "Why the viewer may not impose a limit on this occasion; null when `imposeFilingLimit` is possible.",
  })
  imposeUnavailableBecause: UnavailableBecause | null;
}
