import { Field, Float, Int, ObjectType } from "type-graphql";
import { ComplaintStatusEnum } from "../../case/complaints/case-enums.types";
import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import { StatusCount } from "../../case/desk/figures.queries";
import type { Counts } from "./statistics.queries";

@ObjectType({
  description:
    "Cases and rulings counted over a period. Cases count on the day they were opened, reopened or closed; a ruling, its appeals and its outcome count on the day it was published, so that the figures of the last weeks may still change.",
})
export class StatisticFigures {
  constructor(private readonly counts: Counts) {}

  @Field(() => Int, { description: "Number of cases opened." })
  get opened(): number {
    return this.counts.OPENED ?? 0;
  }

  @Field(() => Int, { description: "Number of cases reopened." })
  get reopened(): number {
    return this.counts.REOPENED ?? 0;
  }

  @Field(() => Int, { description: "Cases closed; one that was reopened and closed again counts twice." })
  get closed(): number {
    return this.counts.CLOSED ?? 0;
  }

  @Field(() => Int, { description: "Rulings published, including those that replaced another one." })
  get rulings(): number {
    return this.counts.RULINGS ?? 0;
  }

  @Field(() => Int, { description: "Rulings published that found every promise broken." })
  get upheld(): number {
    return this.counts.UPHELD ?? 0;
  }

  @Field(() => Int, { description: "Rulings published that found some promise broken." })
  get partlyUpheld(): number {
    return this.counts.PARTLY_UPHELD ?? 0;
  }

  @Field(() => Int, { description: "Rulings published that found no promise broken." })
  get dismissed(): number {
    return this.counts.DISMISSED ?? 0;
  }

  @Field(() => Int, { description: "Appeals against the rulings published; both sides may appeal one." })
  get appeals(): number {
    return this.counts.APPEALS ?? 0;
  }

  @Field(() => Int, {
    description: "Rulings published that an appeal or an external body has overturned since, wholly or in part.",
  })
  get overturned(): number {
    return this.counts.OVERTURNED ?? 0;
  }

  @Field(() => Int, { description: "Rulings published that have become final since." })
  get final(): number {
    return this.counts.FINAL ?? 0;
  }

  @Field(() => Int, {
    description:
      "Cases closed because a body outside the platform decided them for one of the sides, unless they were reopened since.",
  })
  get outside(): number {
    return this.counts.OUTSIDE ?? 0;
  }

  @Field(() => Int, {
    description:
      "Cases that a body outside the platform decided for the consumer, in whole or in part, unless they were reopened since.",
  })
  get outsideUpheld(): number {
    return this.counts.OUTSIDE_UPHELD ?? 0;
  }

  @Field(() => Float, {
    nullable: true,
    description:
      "Share of the rulings, and of the cases decided outside, that found for the consumer, 0 to 1; null without any.",
  })
  get upheldRate(): number | null {
    return share(this.upheld + this.partlyUpheld + this.outsideUpheld, this.rulings + this.outside);
  }

  @Field(() => Float, {
    nullable: true,
    description: "Share of the rulings that were overturned, 0 to 1; null without rulings.",
  })
  get overturnRate(): number | null {
    return share(this.overturned, this.rulings);
  }
}

@ObjectType({ simpleResolvers: true, description: "The figures under one heading." })
export class StatisticGroup {
  @Field(() => String, {
    description: "The heading: a rule's code, a promise kind, a category, a provider's id …; `-` where there is none.",
  })
  value: string;

  @Field(() => StatisticFigures, { description: "The period's figures." })
  figures: StatisticFigures;

  @Field(() => StatisticFigures, {
    nullable: true,
    description: "The figures of the period it is compared with; null when none was requested.",
  })
  before: StatisticFigures | null;
}

@ObjectType({ simpleResolvers: true, description: "The open cases at the end of one day." })
export class BacklogDay {
  @Field(() => String, { description: "The day, `YYYY-MM-DD`, by the market's clock (UTC+8)." })
  day: string;

  @Field(() => [StatusCount], {
    description: "By state, in the order of a case's life; without states that hold none.",
  })
  byStatus: StatusCount[];
}

const MEAN = "Mean time, whole minutes; null without any.";
const MEDIAN = "Within how many minutes half of them were over, rounded up by less than a fifth; null without any.";
const P90 = "Within how many minutes nine in ten of them were over, rounded up by less than a fifth; null without any.";
const BEFORE = "These times in the period it is compared with; null when none was asked for.";

@ObjectType({ simpleResolvers: true, description: "How many times something took about so long." })
export class DurationCount {
  @Field(() => Int, { description: "In less than so many minutes, and in no less than the entry before says." })
  withinMinutes: number;

  @Field(() => Int, { description: "How many times." })
  cases: number;
}

const SPREAD =
  "How long they took, the shortest first: each limit is about a fifth above the one before it. Without those that hold none; at most about a hundred.";

@ObjectType({
  simpleResolvers: true,
  description: "How long cases were in one state, over those that left it in the period.",
})
export class StageTimes {
  @Field(() => ComplaintStatusEnum, { description: "The state that they left." })
  stage: ComplaintStatus;

  @Field(() => Int, { description: "How many times a case left it." })
  cases: number;

  @Field(() => Int, { description: "How many of those had missed its clock." })
  late: number;

  @Field(() => Int, { nullable: true, description: MEAN })
  meanMinutes: number | null;

  @Field(() => Int, { nullable: true, description: MEDIAN })
  medianMinutes: number | null;

  @Field(() => Int, { nullable: true, description: P90 })
  p90Minutes: number | null;

  @Field(() => [DurationCount], { description: SPREAD })
  spread: DurationCount[];

  @Field(() => StageTimes, { nullable: true, description: BEFORE })
  before: StageTimes | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "How long cases took from opening to closing, over those closed in the period; one that was reopened and closed again counts twice, each time from its opening.",
})
export class ResolutionTimes {
  @Field(() => Int, { description: "How many times a case was closed." })
  cases: number;

  @Field(() => Int, { nullable: true, description: MEAN })
  meanMinutes: number | null;

  @Field(() => Int, { nullable: true, description: MEDIAN })
  medianMinutes: number | null;

  @Field(() => Int, { nullable: true, description: P90 })
  p90Minutes: number | null;

  @Field(() => [DurationCount], { description: SPREAD })
  spread: DurationCount[];

  @Field(() => ResolutionTimes, { nullable: true, description: BEFORE })
  before: ResolutionTimes | null;
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
