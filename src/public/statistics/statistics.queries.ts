import type { Reader } from "../../platform/database/reader";
import { spansOf, type Period } from "./period.pure";
import { join, list, sql, type Sql } from "../../platform/database/sql";
import type { StageTime } from "./stage-time.entity";
import type { Dimension, Measure, PublicMeasure } from "./statistics-enums.types";

export type Counts = Partial<Record<Measure | PublicMeasure, number>>;

/** The headings with the highest values of one measure, in descending order. */
export async function topValues(
  reader: Reader,
  dimension: Dimension,
  period: Period,
  measure: Measure | PublicMeasure,
  first: number,
): Promise<string[]> {
  const counted = within(
    period,
    sql`SELECT value, amount FROM statistic_count WHERE dimension = ${dimension} AND measure = ${measure}`,
  );
  const rows = await reader.query<{ value: string }>(
    sql`SELECT value FROM (${counted}) counted GROUP BY value ORDER BY SUM(amount) DESC, value LIMIT ${first}`,
  );
  return rows.map(({ value }) => value);
}

/** The counts under each of these headings. */
export async function countsOf(
  reader: Reader,
  dimension: Dimension | "ALL",
  values: readonly string[],
  period: Period,
): Promise<Map<string, Counts>> {
  const counts = new Map<string, Counts>(values.map((value) => [value, {}]));
  if (values.length === 0) return counts;
  const counted = within(
    period,
    sql`SELECT value, measure, amount FROM statistic_count WHERE dimension = ${dimension} AND value IN (${list(values)})`,
  );
  const rows = await reader.query<{ value: string; measure: Measure; amount: number }>(
    sql`SELECT value, measure, SUM(amount) AS amount FROM (${counted}) counted GROUP BY value, measure`,
  );
  for (const { value, measure, amount } of rows) counts.set(value, { ...counts.get(value), [measure]: amount });
  return counts;
}

type Stage = StageTime["stage"];

/** The histogram of one stage's durations. */
export interface StageHistogram {
  buckets: Map<number, number>;
  cases: number;
  late: number;
  minutes: number;
}

type Stages = Map<Stage, StageHistogram>;

export const stageTimes = async (reader: Reader, scope: string, period: Period): Promise<Stages> =>
  (await stageTimesOf(reader, [scope], period)).get(scope) ?? new Map();

export async function stageTimesOf(
  reader: Reader,
  scopes: readonly string[],
  period: Period,
): Promise<Map<string, Stages>> {
  const counted = within(
    period,
    sql`SELECT scope, stage, bucket, cases, late, minutes FROM stage_time WHERE scope IN (${list(scopes)})`,
  );
  const rows = await reader.query<
    { scope: string; stage: Stage } & Record<"bucket" | "cases" | "late" | "minutes", number>
  >(
    sql`SELECT scope, stage, bucket, SUM(cases) AS cases, SUM(late) AS late, SUM(minutes) AS minutes FROM (${counted}) counted GROUP BY scope, stage, bucket`,
  );
  const found = new Map<string, Stages>(scopes.map((scope) => [scope, new Map()]));
  for (const row of rows) {
    const stages = found.get(row.scope);
    const known = stages?.get(row.stage) ?? { buckets: new Map<number, number>(), cases: 0, late: 0, minutes: 0 };
    known.buckets.set(row.bucket, row.cases);
    stages?.set(row.stage, {
      buckets: known.buckets,
      cases: known.cases + row.cases,
      late: known.late + row.late,
      minutes: known.minutes + row.minutes,
    });
  }
  return found;
}

/** The rows of the period: one index scan for each run of days or months. */
export const within = (period: Period, select: Sql): Sql =>
  join(
    spansOf(period).map(
      ({ grain, from, to }) => sql`${select} AND grain = ${grain} AND period BETWEEN ${from} AND ${to}`,
    ),
    " UNION ALL ",
  );
