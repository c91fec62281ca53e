import type { Logger } from "pino";
import type { Clock } from "../platform/clock";
import type { Database } from "../platform/database/database";
import type { Tx } from "../platform/database/tx";
import { Provider } from "../providers/provider.entity";
import { Penalty } from "./penalty.entity";
import { statusAt } from "./penalty.schedule";
import { recordPenalties } from "./record-penalties";

const BATCH = 100;

interface Due {
  id: string;
  provider_id: string;
}

/**
 * Tells of penalties whose time has come or passed, each in a transaction of its own and once, whichever node gets there first.
 * Their effect does not wait for it: that goes by the dates. Answers how many were told.
 */
export async function sweepPenalties(database: Database, clock: Clock, log: Logger): Promise<number> {
  let told = 0;
  const failed = new Set<string>();
  for (;;) {
    const due = (await findDue(database, clock.now(), BATCH + failed.size)).filter(({ id }) => !failed.has(id));
    if (due.length === 0) return told;
    for (const { id, provider_id: providerId } of due) {
      try {
        if (await database.transact((tx) => tell(tx, id, providerId))) told += 1;
      } catch (error) {
        // One broken row must not hold up the others; it is tried again by the next sweep.
        failed.add(id);
        log.error({ err: error, penaltyId: id }, "a due penalty could not be told");
      }
    }
  }
}

/** Each arm walks its own index; together they would walk none. */
function findDue(database: Database, now: number, limit: number): Promise<Due[]> {
  const arm = (status: string, date: string): string =>
    `SELECT * FROM (SELECT id, provider_id FROM penalty WHERE status = '${status}' AND ${date} <= ? ORDER BY ${date} LIMIT ${limit}) ${date}`;
  return database.query<Due>(`${arm("SCHEDULED", "starts_at")} UNION ${arm("ACTIVE", "ends_at")}`, [now, now]);
}

/** Under the provider's lock the row is read again: another node may have told it meanwhile, or an appeal reversed it. */
async function tell(tx: Tx, id: string, providerId: string): Promise<boolean> {
  const provider = await tx.lock(Provider, providerId);
  const penalty = await tx.byId(Penalty, id);
  if (!provider || !penalty) return false;
  const before = penalty.status;
  const after = statusAt(penalty, tx.now);
  if (after === before) return false;
  // After a long outage both the beginning and the end may have gone by: both are told.
  if (before === "SCHEDULED") await recordPenalties(tx, provider, null, "PENALTY_STARTED", [penalty]);
  if (after === "EXPIRED") await recordPenalties(tx, provider, null, "PENALTY_ENDED", [penalty]);
  tx.change(penalty, { status: after });
  return true;
}
