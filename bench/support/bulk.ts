import { createPool, type Pool } from "mysql2/promise";

type Value = string | number | null;
export type NewRow = Record<string, Value>;

const ROWS = 500;
const AT_ONCE = 4;

/** Rows in, multi-row INSERTs out. Keys are not checked: the seed knows what it writes. */
export class Bulk {
  private readonly pool: Pool;
  private readonly tables = new Map<string, { columns: string[]; rows: Value[][] }>();
  private readonly running = new Set<Promise<unknown>>();

  constructor(url: string) {
    this.pool = createPool({ uri: url, connectionLimit: AT_ONCE });
    this.pool.on("connection", (connection) => {
      (connection as unknown as { query(sql: string): void }).query(
        "SET SESSION foreign_key_checks = 0, unique_checks = 0",
      );
    });
  }

  /** All rows of a table must have the same columns in the same order. */
  add(table: string, row: NewRow): void {
    let batch = this.tables.get(table);
    if (!batch) this.tables.set(table, (batch = { columns: Object.keys(row), rows: [] }));
    batch.rows.push(Object.values(row));
    if (batch.rows.length === ROWS) this.send(table);
  }

  /** Waits until the database has kept up. */
  async drain(): Promise<void> {
    while (this.running.size >= 2 * AT_ONCE) await Promise.race(this.running);
  }

  async finish(): Promise<void> {
    for (const table of this.tables.keys()) this.send(table);
    await Promise.all(this.running);
    await this.pool.query(`ANALYZE TABLE ${[...this.tables.keys()].join(", ")}`);
    await this.pool.end();
  }

  private send(table: string): void {
    const batch = this.tables.get(table);
    if (!batch || batch.rows.length === 0) return;
    const sent = this.pool.query(`INSERT INTO ${table} (${batch.columns.join(", ")}) VALUES ?`, [batch.rows]);
    batch.rows = [];
    this.running.add(sent);
    // A failure is kept, and rejects the next wait.
    sent.then(
      () => this.running.delete(sent),
      () => undefined,
    );
  }
}
