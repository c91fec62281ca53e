import { createHash, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { DataSource, MigrationInterface, QueryRunner } from "typeorm";
import { isSqlite } from "./engine";
import { driverError } from "./faults";

/** For how long whoever migrates is believed to be alive without a sign of life, and how often others look. */
const LEASE_MS = 30_000;
const LOOK_EVERY_MS = 200;

/** "waiting": for another node that migrates. */
export type Migrating = "migrating" | "waiting";

export interface MigrateOptions {
  leaseMs?: number;
  /** Told what it does, when there is something to do. */
  tell?: (doing: Migrating) => void;
  /** Told of each statement that changes something, before and after; a test stops here as if the power were gone. */
  watch?: (when: "before" | "after") => void;
}

/** Another node has taken the migration over. */
export class LeaseLost extends Error {}

/**
 * Brings the tables up to date. On SQLite each migration is one transaction. MySQL and MariaDB commit each change of a table by itself,
 * and several nodes may start at once: there one of them migrates, and writes down each statement's result, so that whoever follows a
 * node that died goes on where it was.
 */
export async function migrate(writer: DataSource, options: MigrateOptions = {}): Promise<void> {
  if (isSqlite(writer)) {
    if ((await pending(writer)).length > 0) options.tell?.("migrating");
    await writer.runMigrations({ transaction: "each" });
    return;
  }
  if ((await pending(writer)).length === 0) return;
  const lease = new Lease(writer, options.leaseMs ?? LEASE_MS);
  await lease.prepare();
  while (!(await lease.take())) {
    if ((await pending(writer)).length === 0) return;
    options.tell?.("waiting");
    await delay(LOOK_EVERY_MS);
  }
  options.tell?.("migrating");
  try {
    for (const [name, migration] of await pending(writer)) await run(writer, lease, name, migration, options.watch);
  } finally {
    // Whoever follows a failure need not wait. Where the database is away it ends by itself, and what failed is to be told.
    await lease.giveBack().catch(() => undefined);
  }
}

/** Those that the database lacks, in time order. */
export async function pending(writer: DataSource): Promise<[name: string, migration: MigrationInterface][]> {
  const done = new Set(await migrationsDone(writer));
  return writer.migrations
    .map((migration): [string, MigrationInterface] => [migrationName(migration), migration])
    .filter(([name]) => !done.has(name))
    .sort(([a], [b]) => timestampOf(a) - timestampOf(b));
}

export const migrationName = (migration: MigrationInterface): string => migration.name ?? migration.constructor.name;

/** TypeORM's own rule. */
const timestampOf = (name: string): number => Number(name.slice(-13));

/** The names of the migrations that the database has had, in order. */
export async function migrationsDone(writer: DataSource): Promise<string[]> {
  const runner = writer.createQueryRunner();
  try {
    if (!(await runner.hasTable("migrations"))) return [];
  } finally {
    await runner.release();
  }
  const rows = await writer.query<{ name: string }[]>("SELECT name FROM migrations ORDER BY id");
  return rows.map(({ name }) => name);
}

const NOW = "ROUND(UNIX_TIMESTAMP(NOW(3)) * 1000)";

/** Held by one node at a time, by the database's own clock; no lock of a connection, which proxies and clusters do not keep. */
class Lease {
  readonly holder = randomUUID();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly writer: DataSource,
    private readonly milliseconds: number,
  ) {}

  async prepare(): Promise<void> {
    for (const statement of [
      // As TypeORM makes it.
      "CREATE TABLE IF NOT EXISTS migrations (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, timestamp bigint NOT NULL, name varchar(255) NOT NULL)",
      "CREATE TABLE IF NOT EXISTS migration_lease (id int NOT NULL PRIMARY KEY, holder varchar(40) NOT NULL, until bigint NOT NULL)",
      "INSERT IGNORE INTO migration_lease (id, holder, until) VALUES (1, '', 0)",
      "CREATE TABLE IF NOT EXISTS migration_step (migration varchar(120) NOT NULL, step int NOT NULL, statement varchar(64) NOT NULL, result longtext NULL, PRIMARY KEY (migration, step))",
    ])
      await this.writer.query(statement);
  }

  async take(): Promise<boolean> {
    const taken = await this.update(`until < ${NOW}`);
    if (taken) {
      // Not heard, it ends, for good: each step looks whether it is still held, and refuses if not.
      this.timer = setInterval(
        () => void this.update(`holder = ? AND until > ${NOW}`, [this.holder]).catch(() => undefined),
        this.milliseconds / 4,
      );
      this.timer.unref();
    }
    return taken;
  }

  /** A condition on `migration_lease` that holds while this node has it. */
  readonly isHeld = `id = 1 AND holder = ? AND until > ${NOW}`;

  async giveBack(): Promise<void> {
    clearInterval(this.timer);
    await this.writer.query("UPDATE migration_lease SET until = 0 WHERE id = 1 AND holder = ?", [this.holder]);
  }

  private async update(condition: string, params: string[] = []): Promise<boolean> {
    const { affectedRows } = await this.writer.query<{ affectedRows: number }>(
      `UPDATE migration_lease SET holder = ?, until = ${NOW} + ? WHERE id = 1 AND ${condition}`,
      [this.holder, this.milliseconds, ...params],
    );
    return affectedRows === 1;
  }
}

async function run(
  writer: DataSource,
  lease: Lease,
  name: string,
  migration: MigrationInterface,
  watch: MigrateOptions["watch"],
): Promise<void> {
  const runner = writer.createQueryRunner();
  try {
    const journal = new Journal(runner, lease, name, watch);
    await journal.open();
    await migration.up(runner);
    await journal.close();
  } finally {
    await runner.release();
  }
}

/**
 * A change of a table waits for the transactions that use it, and all that come after wait behind it. With one that holds rows there by
 * a foreign key it may wait in a circle that the database does not see. So it gives up soon, lets the others go, and tries again.
 */
const WAITS_S = 3;
const LETS_OTHERS_GO_MS = 500;
const MOST_TURNS = 100;
const WAITED_TOO_LONG = 1205;

/** Before the first step. */
const BEGUN = -1;

interface Step {
  step: number;
  statement: string;
  result: string | null;
}

/** What a statement that was carried out already answers when it is sent again. */
const DONE_ALREADY = new Set([1050, 1051, 1054, 1060, 1061, 1091, 1359, 1360, 1826]);
const DUPLICATE_FOREIGN_KEY = /errno: 121\b/;
const READS = /^\s*(SELECT|SHOW)\b/i;
const CHANGES_ROWS = /^\s*(INSERT|UPDATE|DELETE|REPLACE)\b/i;
const CHANGES_TABLES = /^\s*(CREATE|ALTER|DROP|RENAME|TRUNCATE)\b/i;

/**
 * Stands before a runner's `query` while one migration runs: what a former node has done is not done again, and what it read then is
 * read as it was, so that the migration takes the same way. A change of rows and its step are one transaction; a change of a table
 * cannot be, so the one statement in between may be answered that it is done already.
 */
class Journal {
  /** By number: of what a migration was refused and does without, none is noted. */
  private steps = new Map<number, Step>();
  /** A former node has begun it, and may have carried out the statement before the first that this one notes. */
  private isResumed = false;
  private next = 0;
  private readonly query: (...asked: Asked) => Promise<unknown>;

  constructor(
    private readonly runner: QueryRunner,
    private readonly lease: Lease,
    private readonly migration: string,
    private readonly watch: MigrateOptions["watch"],
  ) {
    this.query = runner.query.bind(runner) as typeof this.query;
  }

  async open(): Promise<void> {
    const steps = (await this.query("SELECT step, statement, result FROM migration_step WHERE migration = ?", [
      this.migration,
    ])) as Step[];
    this.isResumed = steps.length > 0;
    this.steps = new Map(steps.map((each) => [each.step, each]));
    if (!this.isResumed) await this.note(BEGUN, "begun");
    this.runner.query = ((...asked: Asked) => this.answer(asked)) as QueryRunner["query"];
  }

  /** The migration is done, and its steps are forgotten, in one transaction. */
  async close(): Promise<void> {
    this.runner.query = this.query as QueryRunner["query"];
    await this.atOnce(async () => {
      await this.query("DELETE FROM migration_step WHERE migration = ?", [this.migration]);
      const { affectedRows } = (await this.query(
        `INSERT INTO migrations (timestamp, name) SELECT ?, ? FROM migration_lease WHERE ${this.lease.isHeld}`,
        [timestampOf(this.migration), this.migration, this.lease.holder],
      )) as { affectedRows: number };
      if (affectedRows !== 1) throw new LeaseLost();
    });
  }

  private async answer(asked: Asked): Promise<unknown> {
    const [text] = asked;
    if (!READS.test(text) && !CHANGES_ROWS.test(text) && !CHANGES_TABLES.test(text)) return this.query(...asked);
    // Without its numbers and values: a time or something random is another one now.
    const statement = createHash("sha256").update(text.replace(/\d+/g, "0")).digest("hex");
    const step = this.next;
    this.next += 1;
    const known = this.steps.get(step);
    if (known) {
      if (known.statement !== statement)
        throw new Error(`${this.migration} was begun by another version, at step ${step}: go on with that one`);
      return known.result === null ? undefined : (JSON.parse(known.result) as unknown);
    }
    if (READS.test(text)) {
      const result: unknown = await this.query(...asked);
      await this.note(step, statement, JSON.stringify(result));
      return result;
    }
    this.watch?.("before");
    await (CHANGES_ROWS.test(text)
      ? this.atOnce(async () => {
          await this.query(...asked);
          await this.note(step, statement);
        })
      : this.changeTable(asked, step, statement));
    this.watch?.("after");
    return undefined;
  }

  private async changeTable(asked: Asked, step: number, statement: string): Promise<void> {
    for (let turn = 1; ; turn += 1) {
      const held = (await this.query(`SELECT 1 FROM migration_lease WHERE ${this.lease.isHeld}`, [
        this.lease.holder,
      ])) as unknown[];
      if (held.length !== 1) throw new LeaseLost();
      try {
        await this.waitingLittle(asked);
        break;
      } catch (error) {
        if (this.isResumed && wasDone(error)) break;
        if (driverError(error).errno !== WAITED_TOO_LONG || turn === MOST_TURNS) throw error;
        await delay(LETS_OTHERS_GO_MS);
      }
    }
    this.watch?.("after");
    await this.note(step, statement);
  }

  private async waitingLittle(asked: Asked): Promise<void> {
    await this.query(`SET SESSION lock_wait_timeout = ${WAITS_S}, innodb_lock_wait_timeout = ${WAITS_S}`);
    try {
      await this.query(...asked);
    } finally {
      await this.query("SET SESSION lock_wait_timeout = DEFAULT, innodb_lock_wait_timeout = DEFAULT");
    }
  }

  /** Refuses when another node has taken over: two never write the same step. */
  private async note(step: number, statement: string, result: string | null = null): Promise<void> {
    const { affectedRows } = (await this.query(
      `INSERT INTO migration_step (migration, step, statement, result) SELECT ?, ?, ?, ? FROM migration_lease WHERE ${this.lease.isHeld}`,
      [this.migration, step, statement, result, this.lease.holder],
    )) as { affectedRows: number };
    if (affectedRows !== 1) throw new LeaseLost();
    this.isResumed = false;
  }

  private async atOnce(work: () => Promise<void>): Promise<void> {
    await this.query("START TRANSACTION");
    try {
      await work();
      await this.query("COMMIT");
    } catch (error) {
      await this.query("ROLLBACK").catch(() => undefined);
      throw error;
    }
  }
}

type Asked = [text: string, params?: unknown[], structured?: boolean];

function wasDone(error: unknown): boolean {
  const { errno = 0, message = "" } = driverError(error);
  return DONE_ALREADY.has(errno) || (errno === 1005 && DUPLICATE_FOREIGN_KEY.test(message));
}
