import type { DataSource } from "typeorm";
import type { Clock } from "../clock";
import type { Deadline } from "../deadline";
import { Refusal } from "../refusal";
import { SerialQueue } from "../serial-queue";
import { turns } from "../turns";
import {
  createDataSource,
  createSqliteReader,
  isSqlite,
  prepareEscapes,
  prepareSessions,
  type DatabaseSettings,
  type Model,
} from "./engine";
import { TransientConflict, understand } from "./faults";
import type { Hooked } from "./hook";
import { LongReads } from "./long-reads";
import { migrate, migrationName, migrationsDone, pending } from "./migrate";
import { Reader } from "./reader";
import type { ReadsRecord } from "./reads-record";
import { plainValues, type SqlValue } from "./row-mapper";
import type { Sql } from "./sql";
import { SchemaAhead, SchemaBehind } from "./schema-problem";
import { SlowReads } from "./slow-reads";
import { sendOn, sendThrough, type Send } from "./statements";
import { Tx } from "./tx";

const ATTEMPTS = 5;
const MOST_WRITES = { waiting: 1_000, retryAfter: 2 };

/**
 * The only access to the data. Reads see committed data only. Writes go through `transact`: on SQLite one at a time on the writer's
 * connection (TypeORM has a single one there, on which two transactions would mix), on MySQL each on a connection of its own.
 */
export class Database extends Reader {
  private constructor(
    private readonly writer: DataSource,
    private readonly reader: DataSource,
    private readonly clock: Clock,
    private readonly hooks: readonly Hooked[],
    private readonly shared = {
      writes: new SerialQueue(MOST_WRITES),
      listeners: new Set<(changes: ReadonlySet<string>) => void>(),
      read: sendThrough(reader),
      slow: slowReadsOf(reader),
      write: sendThrough(writer),
    },
    /** Set when this is a view of `whole` for one operation. */
    private readonly operation: { whole: Database; deadline: Deadline; record: ReadsRecord | null } | null = null,
  ) {
    super();
  }

  /**
   * Connects and brings the schema up to date, or, with `migrate: false`, refuses one that is not. Refuses one that a newer version has
   * changed. Throws UNAVAILABLE when the server cannot be reached.
   */
  static async open(
    settings: DatabaseSettings,
    model: Model,
    clock: Clock,
    { migrate: migrates = true }: { migrate?: boolean } = {},
  ): Promise<Database> {
    const writer = createDataSource(settings, model);
    try {
      await writer.initialize();
      await prepareEscapes(writer);
      await refuseNewer(writer);
      if (migrates) await migrate(writer);
      else if ((await pending(writer)).length > 0) throw new SchemaBehind();
      await prepareSessions(writer, settings.statementTimeout ?? 10_000);
      const reader = isSqlite(writer) ? await createSqliteReader(writer).initialize() : writer;
      return new Database(writer, reader, clock, model.hooks ?? []);
    } catch (error) {
      if (writer.isInitialized) await writer.destroy();
      throw understand(error);
    }
  }

  /**
   * The same database for one operation: it begins no statement, and commits nothing, once the time is up. What it reads is written
   * down where there is a record.
   */
  within(deadline: Deadline, record: ReadsRecord | null = null): Database {
    const operation = { whole: this, deadline, record };
    return new Database(this.writer, this.reader, this.clock, this.hooks, this.shared, operation);
  }

  /** For exports and for sums over much: on SQLite the process answers others meanwhile. */
  get longReads(): Reader {
    return new LongReads(this);
  }

  get source(): object {
    return this.writer;
  }

  get isSqlite(): boolean {
    return isSqlite(this.writer);
  }

  /** For schema checks and maintenance commands; the domain never needs it. */
  get migrationSource(): DataSource {
    return this.writer;
  }

  async ask<R>(
    text: string,
    params: readonly SqlValue[],
    noted?: readonly string[],
    { isLong = false } = {},
  ): Promise<R[]> {
    this.operation?.record?.statement(text, noted);
    const whole = this.wholeInTime();
    return whole
      ? whole.ask(text, params, noted, { isLong })
      : ((await this.read(text, params, { asArrays: false, isLong })) as R[]);
  }

  async rows(statement: Sql, { isLong = false } = {}): Promise<SqlValue[][]> {
    this.operation?.record?.statement(statement.text, statement.noted);
    const whole = this.wholeInTime();
    return whole
      ? whole.rows(statement, { isLong })
      : ((await this.read(statement.text, statement.params, { asArrays: true, isLong })) as SqlValue[][]);
  }

  override get isRecorded(): boolean {
    return Boolean(this.operation?.record);
  }

  override notes(table: string, column: string, values: readonly unknown[]): boolean {
    return this.operation?.record?.rows(table, column, values) ?? false;
  }

  /** Of a view for one operation the database itself, while there is time. */
  private wholeInTime(): Database | undefined {
    this.operation?.deadline.check();
    return this.operation?.whole;
  }

  private async read(
    text: string,
    params: readonly SqlValue[],
    { asArrays, isLong }: { asArrays: boolean; isLong: boolean },
  ): Promise<unknown> {
    const values = plainValues(params);
    const { read, slow } = this.shared;
    try {
      if (!slow) return await read(text, values, asArrays);
      if (isLong ? slow.isLarge() : slow.has(text)) return await slow.read(text, values, asArrays);
      return await turns.run(async () => {
        const began = performance.now();
        const rows = await read(text, values, asArrays);
        slow.took(text, performance.now() - began);
        return rows;
      });
    } catch (error) {
      throw understand(error);
    }
  }

  /** All or nothing. Runs `work` again, from its start, when another transaction conflicted; so `work` must have no effects outside `tx`. */
  async transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await (this.isSqlite ? this.shared.writes.run(() => this.attempt(work)) : this.attempt(work));
      } catch (error) {
        if (!(error instanceof TransientConflict)) throw error;
        if (attempt === ATTEMPTS) {
          const refusal = new Refusal("OVERLOADED", { reason: "conflict", retryAfter: 1 });
          refusal.cause = error;
          throw refusal;
        }
      }
    }
  }

  /**
   * The bell: called after each commit that recorded an event, with what it changed of what visitors are shown. Listeners read the log
   * themselves.
   */
  onEvents(listener: (changes: ReadonlySet<string>) => void): () => void {
    this.shared.listeners.add(listener);
    return () => this.shared.listeners.delete(listener);
  }

  async close(): Promise<void> {
    await this.shared.writes.run(async () => {
      this.shared.slow?.[Symbol.dispose]();
      if (this.reader !== this.writer) await this.reader.destroy();
      await this.writer.destroy();
    });
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.isSqlite) await turns.pass();
    this.operation?.deadline.check();
    const runner = this.writer.createQueryRunner();
    let broken = false;
    try {
      const send: Send = this.isSqlite ? this.shared.write : await sendOn(runner);
      // What people do is told; what the operator sets up before anybody asks need not be.
      const mustTell = this.operation !== null;
      const tx = new Tx(this.writer, send, this.clock.now(), this.operation?.deadline, this.hooks, mustTell);
      try {
        const result = await work(tx);
        await tx.commit();
        if (tx.hasEvents) for (const listener of this.shared.listeners) listener(tx.changes);
        return result;
      } catch (error) {
        await tx.rollback().catch(() => (broken = true)); // the first error is the one to report; a dead connection rolls back automatically
        throw error;
      }
    } catch (error) {
      throw understand(error);
    } finally {
      if (!broken || this.isSqlite) await runner.release();
      else await runner.release().catch(() => undefined); // fails on a dead connection, whose own error is already propagating
    }
  }
}

const slowReadsOf = (reader: DataSource): SlowReads | null =>
  isSqlite(reader) ? new SlowReads(String(reader.options.database)) : null;

/** An older version would not know what a newer one writes, nor keep what it relies on. */
async function refuseNewer(writer: DataSource): Promise<void> {
  const done = await migrationsDone(writer);
  const known = new Set(writer.migrations.map(migrationName));
  const unknown = done.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new SchemaAhead(unknown);
}
