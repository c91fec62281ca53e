import type { EntityClass } from "./row-mapper";
import type { Database } from "./database";
import { raw, sql, type Sql } from "./sql";
import type { Tx } from "./tx";

/** Under which secret rows are encrypted. */
export interface Keys {
  /** Under the present secret. */
  current: number;
  /** Under the previous one, which has to stay until there are none. */
  earlier: number;
  /** Under neither, or not as they were written. */
  unknown: number;
}

export interface Renewing {
  /** false: only looks. */
  change: boolean;
  progress?: (done: number, total: number) => void;
}

interface Encrypted<T> {
  table: string;
  /** Of a row named `t`. */
  where: Sql;
  stateOf: (row: T) => "CURRENT" | "EARLIER" | "UNKNOWN";
  /** Writes the same under the present secret; the row is locked. */
  renew: (tx: Tx, row: T) => void;
}

const TOGETHER = 100;

/** Encrypts a table's rows under the present secret, a hundred at a time, while servers with both run. */
export async function renewRows<T extends { id: string }>(
  database: Database,
  entity: EntityClass<T>,
  { table, where, stateOf, renew }: Encrypted<T>,
  { change, progress = () => undefined }: Renewing,
): Promise<Keys> {
  const [count] = await database.query<{ found: number }>(
    sql`SELECT COUNT(*) AS found FROM ${raw(table)} t WHERE ${where}`,
  );
  const found: Keys = { current: 0, earlier: 0, unknown: 0 };
  let done = 0;
  for (let last = ""; ;) {
    const page = await database.select(
      entity,
      sql`FROM ${raw(table)} t WHERE ${where} AND t.id > ${last} ORDER BY t.id LIMIT ${TOGETHER}`,
    );
    const earlier = page.filter((row) => stateOf(row) === "EARLIER");
    if (change && earlier.length > 0)
      await database.transact(async (tx: Tx) => {
        for (const { id } of earlier) {
          const row = await tx.lock(entity, id);
          // It may have been renewed, or have gone, meanwhile.
          if (row && stateOf(row) === "EARLIER") renew(tx, row);
        }
      });
    for (const row of page) {
      if (earlier.includes(row)) found[change ? "current" : "earlier"] += 1;
      else found[stateOf(row) === "CURRENT" ? "current" : "unknown"] += 1;
    }
    progress((done += page.length), count?.found ?? 0);
    last = page.at(-1)?.id ?? last;
    if (page.length < TOGETHER) return found;
  }
}
