import type { Database } from "../../platform/database/database";
import { FeedCounter } from "../../platform/database/event.entity";
import { sql } from "../../platform/database/sql";
import { DAY, dateOf } from "../../platform/time";
import { WarehouseDay } from "./warehouse-day.entity";

export const nextDay = (day: string): string => dateOf(Date.parse(day) + DAY);

/**
 * Says of each day that is over where in the log it ends: before the first event of a later day. What is recorded late, or was taken over with
 * a time long past, belongs to the day on which it came into the log. So each event is in the files of one day, whenever they are written.
 */
export async function closeDays(database: Database, now: number): Promise<void> {
  const today = dateOf(now);
  const last = await latestDay(database);
  const head = (await database.findOne(FeedCounter, { id: 1 }))?.position ?? 0;
  let after = last?.position ?? 0;
  let day = last ? nextDay(last.id) : await firstDay(database);
  for (; day !== null && day < today; day = nextDay(day)) {
    const [first] = await database.longReads.query<{ position: number }>(
      sql`SELECT p.position FROM log_position p JOIN event_log t ON t.id = p.event_id
          WHERE p.position > ${after} AND p.position <= ${head} AND t.at >= ${Date.parse(day) + DAY} ORDER BY p.position LIMIT 1`,
    );
    const closed = { id: day, position: first ? first.position - 1 : head, writtenAt: null };
    await database.transact(async (tx) => tx.insert(WarehouseDay, closed));
    after = closed.position;
  }
}

export async function latestDay(database: Database, before = "9999"): Promise<WarehouseDay | null> {
  const [day] = await database.select(
    WarehouseDay,
    sql`FROM warehouse_day t WHERE t.id < ${before} ORDER BY t.id DESC LIMIT 1`,
  );
  return day ?? null;
}

/** null: nothing has happened yet. */
async function firstDay(database: Database): Promise<string | null> {
  const [first] = await database.query<{ at: number }>(
    sql`SELECT t.at FROM log_position p JOIN event_log t ON t.id = p.event_id WHERE p.position = 1`,
  );
  return first ? dateOf(first.at) : null;
}
