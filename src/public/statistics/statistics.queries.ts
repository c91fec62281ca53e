import type { Reader } from "../../platform/database/reader";
import type { SqlValue } from "../../platform/database/row-mapper";
import { spansOf, type Period } from "./period.pure";
import type { StageTime } from "./stage-time.entity";
import type { Dimension, Measure } from "./statistics-enums.types";

export type Counts = Partial<Record<Measure, number>>;

/** The headings with the most of one measure, the most first. */
export async function topValues(
  reader: Reader,
  dimension: Dimension,
  period: Period,
  measure: Measure,
  first: number,
): Promise<string[]> {
  const { sql, params } = within(
    period,
    "SELECT value, amount FROM statistic_count WHERE dimension = ? AND measure = ?",
    [dimension, measure],
  );
  const rows = await reader.query<{ value: string }>(
    `SELECT value FROM (${sql}) counted GROUP BY value ORDER BY SUM(amount) DESC, value LIMIT ${first}`,
    params,
  );
  return rows.map(({ value }) => value);
}

/** What was counted under each of these headings. */
export async function countsOf(
  reader: Reader,
  dimension: Dimension | "ALL",
  values: readonly string[],
  period: Period,
): Promise<Map<string, Counts>> {
  const counts = new Map<string, Counts>(values.map((value) => [value, {}]));
  if (values.length === 0) return counts;
  const { sql, params } = within(
    period,
    `SELECT value, measure, amount FROM statistic_count WHERE dimension = ? AND value IN (${values.map(() => "?").join(", ")})`,
    [dimension, ...values],
  );
  const rows = await reader.query<{ value: string; measure: Measure; amount: number | string }>(
    `SELECT value, measure, SUM(amount) AS amount FROM (${sql}) counted GROUP BY value, measure`,
    params,
  );
  for (const { value, measure, amount } of rows) counts.set(value, { ...counts.get(value), [measure]: Number(amount) });
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

export async function stageTimes(reader: Reader, scope: string, period: Period): Promise<Map<Stage, StageHistogram>> {
  const { sql, params } = within(period, "SELECT stage, bucket, cases, late, minutes FROM stage_time WHERE scope = ?", [
    scope,
  ]);
  const rows = await reader.query<{ stage: Stage } & Record<"bucket" | "cases" | "late" | "minutes", number | string>>(
    `SELECT stage, bucket, SUM(cases) AS cases, SUM(late) AS late, SUM(minutes) AS minutes FROM (${sql}) counted GROUP BY stage, bucket`,
    params,
  );
  const stages = new Map<Stage, StageHistogram>();
  for (const row of rows) {
    const known = stages.get(row.stage) ?? { buckets: new Map<number, number>(), cases: 0, late: 0, minutes: 0 };
    known.buckets.set(Number(row.bucket), Number(row.cases));
    stages.set(row.stage, {
      buckets: known.buckets,
      cases: known.cases + Number(row.cases),
      late: known.late + Number(row.late),
      minutes: known.minutes + Number(row.minutes),
    });
  }
  return stages;
}

/** The rows of the period: one walk along an index for each run of days or months. */
function within(period: Period, select: string, params: readonly SqlValue[]): { sql: string; params: SqlValue[] } {
  const spans = spansOf(period);
  return {
    sql: spans.map(() => `${select} AND grain = ? AND period BETWEEN ? AND ?`).join(" UNION ALL "),
    params: spans.flatMap(({ grain, from, to }) => [...params, grain, from, to]),
  };
}
