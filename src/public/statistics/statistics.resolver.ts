import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  ObjectType,
  Query,
  Resolver,
  Root,
} from "type-graphql";
import { COMPLAINT_STATUSES } from "../../case/complaints/complaint.lifecycle";
import { First } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { QueryInput } from "../../platform/graphql/query-input";
import { TextField } from "../../platform/graphql/text-field";
import type { Role } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import { minutesWithin, spreadOf } from "./duration-bucket.pure";
import { daysIn, isDate, periodBefore, yearBefore, type Period } from "./period.pure";
import { Comparison, Dimension, Measure } from "./statistics-enums.types";
import { WHOLE } from "./stage-time.entity";
import { countsOf, stageTimes, topValues, type StageHistogram } from "./statistics.queries";
import { backlogOf } from "./backlog.queries";
import { BacklogDay, ResolutionTimes, StageTimes, StatisticFigures, StatisticGroup } from "./statistics.types";

const DATE = { max: 10, pattern: { regex: /^[1-9]\d{3}-\d\d-\d\d$/, like: "2026-11-24" } };
/** Ten years and their leap days. */
const LONGEST_DAYS = 3_653;
const MOST_GROUPS = 100;
const CATEGORY = { nullable: true, description: "Only cases of this category." };
const PROVIDER = {
  nullable: true,
  description: "Only cases of this provider; not together with a category. Refused BAD_USER_INPUT.",
};

@InputType({ description: "Which days are counted." })
export class StatisticsInput extends QueryInput {
  @TextField({ ...DATE, description: "The first day, `YYYY-MM-DD`, by the market's clock (UTC+8)." })
  from: string;

  @TextField({ ...DATE, description: "The last day, `YYYY-MM-DD`, itself part of the period." })
  to: string;

  @Field(() => Comparison, {
    nullable: true,
    description: "The earlier period to compare with, in the fields called `before`; none when left out.",
  })
  compareWith?: Comparison | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "Statistics of a period. Updated within moments of each change.",
})
class Statistics {
  @Field(() => String, { description: "The first day, `YYYY-MM-DD`." })
  from: string;

  @Field(() => String, { description: "The last day, `YYYY-MM-DD`." })
  to: string;

  @Field(() => String, {
    nullable: true,
    description: "The first day, `YYYY-MM-DD`, of the period it is compared with; null when none was asked for.",
  })
  beforeFrom: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The last day, `YYYY-MM-DD`, of the period it is compared with; null when none was asked for.",
  })
  beforeTo: string | null;
}

@Resolver(() => Statistics)
export class StatisticsResolver {
  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR", "INSPECTOR", "TRAINER", "AUDITOR", "ADMIN")
  @Query(() => Statistics, {
    description:
      "Cases and rulings of a period of at most ten years: in total, by rule, promise kind, root cause, category, provider or outcome, and how long each state took; compared with an earlier period. For platform staff. Its cost does not grow with the number of cases. Refused BAD_USER_INPUT.",
  })
  statistics(
    @Arg("input", () => StatisticsInput, { description: "Which days are counted." })
    { from, to, compareWith }: StatisticsInput,
  ): Statistics {
    for (const [field, date] of Object.entries({ from, to }))
      if (!isDate(date)) throw new Refusal("BAD_USER_INPUT", { reason: "period.noDate", field: `input.${field}` });
    if (to < from) throw new Refusal("BAD_USER_INPUT", { reason: "period.empty", field: "input.to" });
    if (daysIn({ from, to }) > LONGEST_DAYS)
      throw new Refusal("BAD_USER_INPUT", {
        reason: "period.tooLong",
        field: "input.to",
        params: { days: LONGEST_DAYS },
      });
    const before = compareWith ? (compareWith === "YEAR_BEFORE" ? yearBefore : periodBefore)({ from, to }) : null;
    return { from, to, beforeFrom: before?.from ?? null, beforeTo: before?.to ?? null };
  }

  @FieldResolver(() => StatisticGroup, { description: "The figures of all cases." })
  async total(@Ctx() ctx: Context, @Root() statistics: Statistics): Promise<StatisticGroup | undefined> {
    return (await groupsOf(ctx, statistics, "ALL", ["-"]))[0];
  }

  @FieldResolver(() => [StatisticGroup], {
    description: "The figures by one dimension, the headings with the highest values first. Refused BAD_USER_INPUT.",
  })
  async groups(
    @Ctx() ctx: Context,
    @Root() statistics: Statistics,
    @Arg("by", () => Dimension, { description: "By what they are grouped." }) by: Dimension,
    @First(20, "How many headings", 1) first: number,
    @Arg("orderBy", () => Measure, {
      nullable: true,
      description: "The measure to order by; OPENED, RULINGS or CLOSED when left out, whichever the dimension has.",
    })
    orderBy: Measure | null,
    @Arg("values", () => [String], {
      nullable: true,
      description: `Only these headings, in this order, at most ${MOST_GROUPS}, e.g. one provider's id; \`first\` and \`orderBy\` then have no meaning.`,
    })
    values: string[] | null,
  ): Promise<StatisticGroup[]> {
    if ((values?.length ?? 0) > MOST_GROUPS)
      throw new Refusal("BAD_USER_INPUT", {
        reason: "list.length",
        field: "values",
        params: { least: 0, most: MOST_GROUPS },
      });
    const headings = values ?? (await topValues(ctx.db.longReads, by, statistics, orderBy ?? USUAL_ORDER[by], first));
    return groupsOf(ctx, statistics, by, [...new Set(headings)]);
  }

  @FieldResolver(() => [StageTimes], {
    description:
      "How long cases were in each state, in the order of a case's life; states that no case left are missing.",
  })
  async stages(
    @Ctx() ctx: Context,
    @Root() statistics: Statistics,
    @Arg("category", () => String, CATEGORY) category: string | null,
    @Arg("providerId", () => ID, PROVIDER) providerId: string | null,
  ): Promise<StageTimes[]> {
    const [now, before] = await timesCompared(ctx, statistics, scopeOf(category, providerId));
    return COMPLAINT_STATUSES.flatMap((stage) => {
      const [times, earlier] = [now.get(stage), before?.get(stage)];
      if (!times && !earlier) return [];
      const told = (histogram: StageHistogram | undefined) => ({
        stage,
        late: histogram?.late ?? 0,
        ...timesOf(histogram),
      });
      return { ...told(times), before: before && { ...told(earlier), before: null } };
    });
  }

  @FieldResolver(() => [BacklogDay], {
    description:
      "How many cases were open at the end of each day, by state; of a long period so many days, evenly, that there are at most a hundred. The last day is always there; one that is not over tells what there is now.",
  })
  backlog(@Ctx() ctx: Context, @Root() { from, to }: Statistics): Promise<BacklogDay[]> {
    return backlogOf(ctx.db.longReads, { from, to });
  }

  @FieldResolver(() => ResolutionTimes, {
    description: "How long cases took in total, from opening to closing.",
  })
  async resolution(
    @Ctx() ctx: Context,
    @Root() statistics: Statistics,
    @Arg("category", () => String, CATEGORY) category: string | null,
    @Arg("providerId", () => ID, PROVIDER) providerId: string | null,
  ): Promise<ResolutionTimes> {
    const [now, before] = await timesCompared(ctx, statistics, scopeOf(category, providerId));
    return { ...timesOf(now.get(WHOLE)), before: before && { ...timesOf(before.get(WHOLE)), before: null } };
  }
}

@Resolver(() => StatisticGroup)
export class StatisticGroupResolver {
  @FieldResolver(() => Provider, {
    nullable: true,
    description: "The provider whose id the heading is; null for other headings.",
  })
  async provider(@Ctx() ctx: Context, @Root() { value }: StatisticGroup): Promise<Provider | null> {
    return isIdOf(Provider, value) ? ctx.loaders.byId(Provider, value) : null;
  }
}

const USUAL_ORDER: Record<Dimension, Measure> = {
  RULE: "RULINGS",
  PROMISE_KIND: "OPENED",
  ROOT_CAUSE: "RULINGS",
  CATEGORY: "OPENED",
  PROVIDER: "OPENED",
  OUTCOME: "RULINGS",
  CLOSURE_REASON: "CLOSED",
};

const periodCompared = ({ beforeFrom, beforeTo }: Statistics): Period | null =>
  beforeFrom !== null && beforeTo !== null ? { from: beforeFrom, to: beforeTo } : null;

async function groupsOf(
  ctx: Context,
  statistics: Statistics,
  dimension: Dimension | "ALL",
  values: readonly string[],
): Promise<StatisticGroup[]> {
  const now = await countsOf(ctx.db.longReads, dimension, values, statistics);
  const past = periodCompared(statistics);
  const before = past && (await countsOf(ctx.db.longReads, dimension, values, past));
  return values.map((value) => ({
    value,
    figures: new StatisticFigures(now.get(value) ?? {}),
    before: before && new StatisticFigures(before.get(value) ?? {}),
  }));
}

function scopeOf(category: string | null, providerId: string | null): string {
  if (category && providerId)
    throw new Refusal("BAD_USER_INPUT", { reason: "statistics.oneScope", field: "providerId" });
  return category || providerId || "ALL";
}

async function timesCompared(ctx: Context, statistics: Statistics, scope: string) {
  const now = await stageTimes(ctx.db.longReads, scope, statistics);
  const past = periodCompared(statistics);
  return [now, past && (await stageTimes(ctx.db.longReads, scope, past))] as const;
}

function timesOf(times: StageHistogram | undefined): Omit<ResolutionTimes, "before"> {
  const { buckets, cases, minutes } = times ?? { buckets: new Map<number, number>(), cases: 0, minutes: 0 };
  return {
    cases,
    meanMinutes: cases === 0 ? null : Math.round(minutes / cases),
    medianMinutes: minutesWithin(buckets, 0.5),
    p90Minutes: minutesWithin(buckets, 0.9),
    spread: spreadOf(buckets),
  };
}
