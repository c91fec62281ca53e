import type { Logger } from "pino";
import type { Clock } from "../clock";
import { LeadLost } from "../lead-lost";
import { logFault } from "../telemetry/log-fault";
import type { Database } from "./database";
import { DatabaseFull } from "./faults";
import type { Reader } from "./reader";
import type { SqlValue } from "./row-mapper";
import type { Tx } from "./tx";

/** What periodic work needs. */
export interface Swept {
  database: Database;
  clock: Clock;
  log: Logger;
}

export type Sweep = (swept: Swept) => Promise<unknown>;

interface Tally {
  failed: number;
}

/** By the log that a sweep is given. With AsyncLocalStorage, Node 20 would follow every promise of the process from the first sweep on. */
const tallies = new WeakMap<Logger, Tally>();

/** Also tells how many items the sweep could not deal with: each was logged, and kept no other from its turn. */
export async function countingFailed<S extends Pick<Swept, "log">, R>(
  services: S,
  sweep: (services: S) => Promise<R>,
): Promise<{ result: R; failed: number }> {
  const tally: Tally = { failed: 0 };
  const log = Object.create(services.log) as Logger;
  tallies.set(log, tally);
  const result = await sweep(Object.create(services, { log: { value: log, enumerable: true } }) as S);
  return { result, failed: tally.failed };
}

/** One broken row must not hold up the others; it is tried again by the next sweep. */
export function itemFailed(log: Logger, error: unknown, about: object, what: string): void {
  const tally = tallies.get(log);
  if (tally) tally.failed += 1;
  logFault(log, error, about, what);
}

/** For `find` of `sweepDue`: the ids that a query returns. */
export async function dueIds(reader: Reader, sql: string, params: readonly SqlValue[]): Promise<string[]> {
  return (await reader.query<{ id: string }>(sql, params)).map(({ id }) => id);
}

const BATCH = 100;

/**
 * Processes what is due, each item in a transaction of its own, the most pressing first. `act` checks again under its lock, because
 * whoever led before may have done it, and returns whether it did something; what it dealt with must not be found again. Returns how many were done.
 */
export async function sweepDue<T>(
  database: Database,
  log: Logger,
  due: {
    find: (limit: number) => Promise<T[]>;
    act: (tx: Tx, item: T) => Promise<boolean>;
    /** Names an item that is no string. */
    key?: (item: T) => string;
    /** What is found again right after it was dealt with is a fault, and waits for the next sweep: this one ends. */
    once?: boolean;
    /** For the log: what failed. */
    what: string;
  },
): Promise<number> {
  const key = due.key ?? String;
  const seen = new Set<string>();
  const dealtWith = new Set<string>();
  let done = 0;
  for (;;) {
    const found = await due.find(BATCH + seen.size);
    const todo = found.filter((item) => !seen.has(key(item)));
    if (todo.length === 0) return done;
    for (const item of todo) {
      try {
        if (due.once && dealtWith.has(key(item))) throw new Error("due again right after it was dealt with");
        if (!(await database.transact((tx) => due.act(tx, item)))) seen.add(key(item));
        else {
          done += 1;
          dealtWith.add(key(item));
        }
      } catch (error) {
        if (error instanceof LeadLost || error instanceof DatabaseFull) throw error;
        seen.add(key(item));
        itemFailed(log, error, { id: key(item) }, due.what);
      }
    }
  }
}
