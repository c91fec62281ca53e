import type { Database } from "../../../src/platform/database/database";
import { Loaders } from "../../../src/platform/database/loaders";
import { sql } from "../../../src/platform/database/sql";
import { numberEvents } from "../../../src/platform/feed/number-events";
import { numberedEvents } from "../../../src/platform/feed/numbered-events";
import { publicFiguresProjection } from "../../../src/public/statistics/public-figures.projection";
import { REMEDY, StageTime } from "../../../src/public/statistics/stage-time.entity";
import { StatisticCount } from "../../../src/public/statistics/statistic-count.entity";

export interface RemedyFigures {
  ordered: number;
  reached: number;
  /** Those whose time is known. */
  timed: number;
  minutes: number;
}

/** What the events after this position add to the public figures of remedies, and the position of the last one. */
export async function figuresSince(db: Database, from: number): Promise<{ figures: RemedyFigures; position: number }> {
  let position = from;
  await numberEvents(db);
  await db.transact(async (tx) => publicFiguresProjection.empty?.(tx));
  for (const event of await numberedEvents(db, sql`p.position > ${from}`)) {
    position = event.position;
    if (publicFiguresProjection.wants?.(event as never))
      await db.transact((tx) => publicFiguresProjection.apply(tx, event as never, new Loaders(db)));
  }
  const counts = await db.find(StatisticCount, { dimension: "ALL", grain: "MONTH" });
  const times = await db.find(StageTime, { scope: "ALL", stage: REMEDY });
  const sum = (amounts: number[]): number => amounts.reduce((total, each) => total + each, 0);
  const of = (wanted: string): number =>
    sum(counts.filter(({ measure }) => measure === wanted).map(({ amount }) => amount));
  const figures = {
    ...{ ordered: of("ORDERED"), reached: of("REACHED") },
    ...{ timed: sum(times.map((row) => row.cases)), minutes: sum(times.map((row) => row.minutes)) },
  };
  return { figures, position };
}
