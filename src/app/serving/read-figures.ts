import type { Clock } from "../../platform/clock";
import type { Reader } from "../../platform/database/reader";
import { sql, type Sql } from "../../platform/database/sql";
import type { StoredFigures } from "../../platform/telemetry/metrics";
import { latestCheckpoint } from "../../public/checkpoints/make-checkpoint";

/** Counted up to here, so that no scrape reads long however much there is. */
const MOST = 10_000;

/** What operators see of what is stored. Each is the beginning of an index. */
export async function readFigures(db: Reader, clock: Clock): Promise<StoredFigures> {
  const now = clock.now();
  const one = async (statement: Sql): Promise<number | null> =>
    (await db.query<{ figure: number | null }>(statement))[0]?.figure ?? null;
  const count = async (of: Sql): Promise<number> =>
    (await one(sql`SELECT COUNT(*) AS figure FROM (SELECT 1 FROM ${of} LIMIT ${MOST}) few`)) ?? 0;
  const secondsSince = async (moment: Promise<number | null>): Promise<number> => {
    const since = await moment;
    return since === null ? 0 : Math.max(0, (now - since) / 1_000);
  };
  const jobs = (status: string): Promise<number> => count(sql`job WHERE status = ${status}`);
  const covered = (await latestCheckpoint(db))?.size ?? 0;
  const [clocks, clockSeconds, queued, running, failed, jobSeconds, unnumbered, unnumberedSeconds, unsignedSeconds] =
    await Promise.all([
      count(sql`case_timer WHERE due_at <= ${now}`),
      secondsSince(one(sql`SELECT MIN(due_at) AS figure FROM case_timer WHERE due_at <= ${now}`)),
      jobs("QUEUED"),
      jobs("RUNNING"),
      jobs("FAILED"),
      secondsSince(one(sql`SELECT MIN(created_at) AS figure FROM job WHERE status = 'QUEUED'`)),
      count(sql`event_pending`),
      secondsSince(one(sql`SELECT recorded_at AS figure FROM event_pending ORDER BY event_id LIMIT 1`)),
      secondsSince(
        one(
          sql`SELECT t.at AS figure FROM log_position p JOIN event_log t ON t.id = p.event_id WHERE p.position = ${covered + 1}`,
        ),
      ),
    ]);
  const skipped = await db.query<{ projection: string; events: number }>(
    sql`SELECT projection, COUNT(*) AS events FROM skipped_event GROUP BY projection`,
  );
  return {
    skipped: Object.fromEntries(skipped.map(({ projection, events }) => [projection, events])),
    clocks,
    clockSeconds,
    jobs: { QUEUED: queued, RUNNING: running, FAILED: failed },
    jobSeconds,
    unnumbered,
    unnumberedSeconds,
    unsignedSeconds,
  };
}
