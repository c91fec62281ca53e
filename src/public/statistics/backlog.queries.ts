import { COMPLAINT_STATUSES, type ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import { dateOfDay, dayBefore, daysIn, dayNumber, everyDay, type Period } from "./period.pure";
import type { BacklogDay } from "./statistics.types";
import { within } from "./statistics.queries";

const MOST_DAYS = 100;
/** Before any case. */
const BEGINNING = "1000-01-01";

type Open = Map<ComplaintStatus, number>;

/** What came into each state less what left it, summed up from the beginning: few rows, however many cases there were. */
export async function backlogOf(reader: Reader, { from, to }: Period): Promise<BacklogDay[]> {
  const moved = sql`SELECT period, value, amount FROM statistic_count WHERE dimension = ${"STATE"} AND measure = ${"NET"}`;
  const earlier = within({ from: BEGINNING, to: dayBefore(from) }, moved);
  const [before, changes] = await Promise.all([
    reader.query<{ value: ComplaintStatus; amount: number }>(
      sql`SELECT value, SUM(amount) AS amount FROM (${earlier}) earlier GROUP BY value`,
    ),
    reader.query<{ period: number; value: ComplaintStatus; amount: number }>(
      sql`${moved} AND grain = ${"DAY"} AND period BETWEEN ${dayNumber(from)} AND ${dayNumber(to)} ORDER BY period`,
    ),
  ]);
  const open: Open = new Map(before.map(({ value, amount }) => [value, amount]));
  const step = Math.ceil(daysIn({ from, to }) / MOST_DAYS);
  let at = 0;
  return everyDay({ from, to }, step).map((day) => {
    for (let next = changes[at]; next && next.period <= day; next = changes[(at += 1)])
      open.set(next.value, (open.get(next.value) ?? 0) + next.amount);
    return { day: dateOfDay(day), byStatus: inOrder(open) };
  });
}

const inOrder = (open: Open): BacklogDay["byStatus"] =>
  COMPLAINT_STATUSES.flatMap((status) => {
    const cases = open.get(status) ?? 0;
    return cases > 0 ? [{ status, cases }] : [];
  });
