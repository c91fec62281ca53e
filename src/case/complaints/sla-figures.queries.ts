import { spanOf, type DateTimeRangeInput } from "../../platform/graphql/date-time-range";
import { Field, Int, ObjectType } from "type-graphql";
import type { Reader } from "../../platform/database/reader";
import { list, raw, sql, type Sql } from "../../platform/database/sql";
import { Refusal } from "../../platform/refusal";
import { DAY, MINUTE } from "../../platform/time";
import { ComplaintStatusEnum } from "./case-enums.types";
import { COMPLAINT_STATUSES, type ComplaintStatus } from "./complaint.lifecycle";
import { JUDGED_BY, PUT_OFF } from "./stage-record.pure";

@ObjectType({
  simpleResolvers: true,
  description: "How long cases stayed in one state, and whether its clock was met.",
})
export class StageFigures {
  @Field(() => ComplaintStatusEnum, { description: "The state that they were in." })
  stage: ComplaintStatus;

  @Field(() => Int, { description: "How many times a case entered it in the period." })
  count: number;

  @Field(() => Int, { description: "How many of those met its clock." })
  hit: number;

  @Field(() => Int, { description: "How many let it run out." })
  missed: number;

  @Field(() => Int, { description: "In how many its clock still runs." })
  running: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "Whole minutes within which half of those that have left it did so (nearest rank); null while none has left it.",
  })
  medianMinutes: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Whole minutes within which nine in ten of those that have left it did so (nearest rank); null while none has left it.",
  })
  p90Minutes: number | null;
}

/** Every record of the period is read, so the period is bounded: a year with its leap day at most. */
const LONGEST_DAYS = 366;

type Row = Record<"count" | "hit" | "missed" | "running", number> &
  Record<"median" | "p90", number | null> & { stage: ComplaintStatus };

/** One row for each state entered in the period, in the table's order. */
export async function slaFigures(reader: Reader, range: DateTimeRangeInput, now: number): Promise<StageFigures[]> {
  const until = range.to ?? now;
  const { from, to } = spanOf(range, "enteredAt", { from: until - LONGEST_DAYS * DAY, to: until });
  if (to - from > LONGEST_DAYS * DAY)
    throw new Refusal("BAD_USER_INPUT", {
      reason: "period.tooLong",
      field: "enteredAt.to",
      params: { days: LONGEST_DAYS },
    });
  const rows = await reader.query<Row>(figures(from, to, now));
  const minutes = (took: number | null): number | null => (took === null ? null : Math.floor(took / MINUTE));
  return COMPLAINT_STATUSES.flatMap((stage) => {
    const row = rows.find((each) => each.stage === stage);
    if (!row) return [];
    const { median, p90, ...counts } = row;
    return { ...counts, medianMinutes: minutes(median), p90Minutes: minutes(p90) };
  });
}

const CLOCK_OF_STAGE = `CASE s.stage ${Object.entries(JUDGED_BY)
  .flatMap(([stage, clock]) => (clock === null ? [] : `WHEN '${stage}' THEN '${clock}'`))
  .join(" ")} END`;
const IS_PUT_OFF = PUT_OFF.map(({ stage, action }) => `(s.stage = '${stage}' AND s.left_by = '${action}')`).join(
  " OR ",
);

/** `slaOf` in SQL, and the nearest-rank percentile: the least time whose rank is at least that percentage of the count. */
const figures = (
  from: number,
  to: number,
  now: number,
): Sql => sql`SELECT stage, COUNT(*) AS count, SUM(sla = 'HIT') AS hit, SUM(sla = 'MISSED') AS missed, SUM(sla = 'RUNNING') AS running,
    MIN(CASE WHEN place * 100 >= handled * 50 THEN took END) AS median, MIN(CASE WHEN place * 100 >= handled * 90 THEN took END) AS p90
  FROM (
    SELECT s.stage AS stage, s.left_at - s.entered_at AS took,
      CASE WHEN s.late_at IS NOT NULL THEN 'MISSED' WHEN s.due_at IS NULL OR ${raw(IS_PUT_OFF)} THEN 'NONE'
        WHEN t.due_at IS NULL THEN 'HIT' WHEN t.due_at > ${now} THEN 'RUNNING' ELSE 'MISSED' END AS sla,
      ROW_NUMBER() OVER (PARTITION BY s.stage, s.left_at IS NULL ORDER BY s.left_at - s.entered_at) AS place,
      COUNT(s.left_at) OVER (PARTITION BY s.stage) AS handled
    FROM stage_record s
    LEFT JOIN case_timer t ON t.complaint_id = s.complaint_id AND s.left_at IS NULL AND t.clock = ${raw(CLOCK_OF_STAGE)}
    WHERE s.stage IN (${list(COMPLAINT_STATUSES)}) AND s.entered_at >= ${from} AND s.entered_at < ${to}
  ) records GROUP BY stage`;
