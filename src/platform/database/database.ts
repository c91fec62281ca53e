import { SpanKind, type SpanOptions } from "@opentelemetry/api";
import type { Logger } from "pino";
import type { DataSource } from "typeorm";
import type { Clock } from "../clock";
import type { Deadline } from "../scheduling/deadline";
import { Refusal } from "../refusal";
import { SerialQueue } from "../scheduling/serial-queue";
import { turns } from "../scheduling/turns";
import {
  createDataSource,
  createSqliteReader,
  isSqlite,
  poolOf,
  prepareEscapes,
  prepareSessions,
  type DatabaseSettings,
  type Model,
  type PoolFigures,
} from "./engine";
import { TransientConflict, understand, UniqueViolation } from "./faults";
import type { Hooked } from "./hook";
import { LongReads } from "./long-reads";
import { migrate, migrationName, migrationsDone, pending, type MigrateOptions } from "./migrate";
import { Reader } from "./reader";
import type { ReadsRecord } from "./reads-record";
import { Replica, type ReplicaFigures } from "./replica";
import { plainValues, type SqlValue } from "./row-mapper";
import type { Sql } from "./sql";
import { RESTORE_UNDER_WAY, RestoreUnfinished, SchemaAhead, SchemaBehind } from "./schema-problem";
import { SameReads, type Rows } from "./same-reads";
import { SlowReads } from "./slow-reads";
import { ShortReads, type Asked } from "./short-reads";
import { holdConnection, sendThrough, waitForWriter, type AsArrays, type Send } from "./statements";
import { Tx, type Committed } from "./tx";
import { inPart } from "../telemetry/trace";
import type { Spent } from "../telemetry/operation-log";

const ATTEMPTS = 5;
/** Characters of a statement in a trace. */
const LONGEST_STATEMENT = 1_000;
/** Told how long the database took for one request, which may be several statements; waiting for a connection or a turn included. */
type StatementTimer = (access: "read" | "write", seconds: number) => void;

/** On whose behalf an operation is executed. */
export interface Asker {
  readonly requestId: string;
  readonly remoteAddress: string;
}

/** What a view of the database for one operation knows of it. */
interface Operation {
  deadline: Deadline;
  /** Where it is written down what is read, if anywhere. */
  record?: ReadsRecord | null;
  asker?: Asker | null;
  spent?: Spent;
}

interface ViewedOperation extends Operation {
  whole: Database;
  spent: Spent;
  fromReplica: boolean;
}

type CommitListener = (committed: Committed, asker: Asker | null) => void;

/** How a statement is read: `isLong`: by its nature. */
interface Told {
  isLong?: boolean;
  fromReplica?: boolean;
  spent?: Spent;
}

const MOST_WRITES = { waiting: 1_000, retryAfter: 2 };

/**
 * The only access to the data. Reads see committed data only. Writes go through `transact`: on SQLite one at a time on the writer's
 * connection (TypeORM has a single one there, on which two transactions would mix), on MySQL each on a connection of its own.
 */
export class Database extends Reader {
  private gathered: ShortReads | undefined;

  private constructor(
    private readonly writer: DataSource,
    private readonly reader: DataSource,
    private readonly clock: Clock,
    private readonly hooks: readonly Hooked[],
    private readonly shared = {
      writes: new SerialQueue(MOST_WRITES),
      listeners: new Set<(changes: ReadonlySet<string>) => void>(),
      commits: new Set<CommitListener>(),
      timers: new Set<StatementTimer>(),
      read: sendThrough(reader),
      slow: slowReadsOf(reader),
      same: new SameReads(),
      write: isSqlite(writer) ? waitForWriter(sendThrough(writer)) : sendThrough(writer),
      replica: null as Replica | null,
    },
    /** Set when this is a view of `whole` for one operation. */
    private readonly operation: ViewedOperation | null = null,
    private readonly guard: ((tx: Tx) => Promise<void>) | null = null,
  ) {
    super();
  }

  /**
   * Connects and brings the schema up to date, or, with `migrate: false`, refuses one that is not. Refuses one that a newer version has
   * changed, or that a backup is still being restored into. Throws UNAVAILABLE when the server cannot be reached.
   */
  static async open(
    settings: DatabaseSettings,
    model: Model,
    clock: Clock,
    { migrate: migrates = true, tell }: { migrate?: boolean; tell?: MigrateOptions["tell"] } = {},
  ): Promise<Database> {
    const writer = createDataSource(settings, model);
    try {
      await writer.initialize();
      await prepareEscapes(writer);
      await refuseUnfinished(writer);
      await refuseNewer(writer);
      if (migrates) await migrate(writer, { tell });
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
  within(operation: Operation): Database {
    const { spent = { statements: 0, milliseconds: 0 } } = operation;
    return this.viewed({ ...operation, spent, whole: this, fromReplica: false });
  }

  private viewed(operation: ViewedOperation): Database {
    return new Database(this.writer, this.reader, this.clock, this.hooks, this.shared, operation, this.guard);
  }

  /** Of a view for one operation: what it has asked of the database so far. */
  get spent(): Spent | null {
    return this.operation?.spent ?? null;
  }

  /** From now on operations may read from there, see `elsewhere`. */
  useReplica(settings: DatabaseSettings, log: Logger): void {
    this.shared.replica = new Replica(settings, this.shared.read, log);
  }

  /** null: there is none. */
  get replica(): ReplicaFigures | null {
    return this.shared.replica?.figures ?? null;
  }

  /** For an operation that changes nothing: it reads from the replica, where there is one with all that is committed by now. */
  async elsewhere(): Promise<Database> {
    const { replica } = this.shared;
    if (!this.operation || !replica || !(await replica.hasAll())) return this;
    return this.viewed({ ...this.operation, fromReplica: true });
  }

  /** The same operation reading from the primary, which has what was committed since. */
  get fromPrimary(): Database {
    return this.operation?.fromReplica ? this.viewed({ ...this.operation, fromReplica: false }) : this;
  }

  /** The same database, each transaction of which begins with this; what it throws ends the transaction. */
  guarded(guard: (tx: Tx) => Promise<void>): Database {
    return new Database(this.writer, this.reader, this.clock, this.hooks, this.shared, this.operation, guard);
  }

  /** For exports and for sums over much: on SQLite the process answers others meanwhile. */
  get longReads(): Reader {
    return new LongReads(this);
  }

  /**
   * For few rows that an index finds: on MySQL what is asked of these at once is one round trip; on SQLite there is none to be saved. Those
   * of a view for one operation are the same each time, any others apart: what fails is its own operation's.
   */
  get shortReads(): Reader {
    if (this.isSqlite) return this;
    return this.operation ? (this.gathered ??= new ShortReads(this)) : new ShortReads(this);
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

  async ask<R>(text: string, params: readonly SqlValue[], noted?: readonly string[], told: Told = {}): Promise<R[]> {
    this.operation?.record?.statement(text, noted);
    const whole = this.wholeInTime();
    return whole
      ? await whole.ask(text, params, noted, this.toWhole(told))
      : ((await this.read(text, params, false, told)) as R[]);
  }

  async rows(statement: Sql, told: Told = {}): Promise<Rows> {
    this.operation?.record?.statement(statement.text, statement.noted);
    const whole = this.wholeInTime();
    if (whole) return await whole.rows(statement, this.toWhole(told));
    const { text, params } = statement;
    const { isLong = false, fromReplica = false, spent } = told;
    const send = (): Promise<Rows> => this.read(text, params, true, { isLong, fromReplica }) as Promise<Rows>;
    const began = performance.now();
    try {
      return await this.shared.same.read(text, [isLong, fromReplica, ...params], send);
    } finally {
      spend(spent, performance.now() - began);
    }
  }

  /** What each of these answers, in one round trip. */
  async together(asked: readonly Asked[], told: Told = {}): Promise<readonly unknown[]> {
    for (const { statement } of asked) this.operation?.record?.statement(statement.text, statement.noted);
    const whole = this.wholeInTime();
    if (whole) return await whole.together(asked, this.toWhole(told));
    const text = asked.map(({ statement }) => statement.text).join(";\n");
    const params: SqlValue[] = [];
    for (const { statement } of asked) params.push(...statement.params);
    const ways = asked.map(({ asArrays }) => asArrays);
    const areAlike = new Set(ways).size === 1;
    const answer = await this.read(text, params, areAlike ? ways[0] === true : ways, told);
    // The driver answers one statement alone with its rows.
    return asked.length === 1 ? [answer] : (answer as unknown[]);
  }

  private toWhole(told: Told): Told {
    const { spent, fromReplica } = this.operation ?? {};
    return { isLong: told.isLong, spent, fromReplica };
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
    asArrays: AsArrays,
    { isLong = false, fromReplica = false, spent }: Told,
  ): Promise<unknown> {
    const values = plainValues(params);
    const { read, slow, replica } = this.shared;
    const send = async (): Promise<unknown> => {
      if (fromReplica && replica)
        try {
          return await replica.read(text, values, asArrays);
        } catch {
          // Whatever it was: the primary, asked now, has all of it, and its answer counts.
        }
      if (!slow) return await read(text, values, asArrays);
      if (isLong ? slow.isLarge() : slow.has(text)) return slow.read(text, values, asArrays === true);
      return turns.run(async () => {
        const began = performance.now();
        const rows = await read(text, values, asArrays);
        slow.took(text, performance.now() - began);
        return rows;
      });
    };
    try {
      return await this.timed("read", text, send, spent);
    } catch (error) {
      throw understand(error);
    }
  }

  /**
   * All or nothing. Runs `work` again, from its start, when another transaction conflicted; so `work` must have no effects outside `tx`. Of
   * two that make the same thing at once the second is run once more: it then finds what the first has made.
   */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return inPart(
      () => "transaction",
      () => ({}),
      () => this.attempts(work),
    );
  }

  private async attempts<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    this.operation?.record?.write();
    let isSecond = false;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await (this.isSqlite ? this.shared.writes.run(() => this.attempt(work)) : this.attempt(work));
      } catch (error) {
        if (error instanceof UniqueViolation && !isSecond) {
          isSecond = true;
          continue;
        }
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

  /** Called after each commit that recorded an event or noted an access, with what it did; `asker`: in whose operation, if in one. */
  onCommit(listener: CommitListener): void {
    this.shared.commits.add(listener);
  }

  /** For metrics. */
  onStatement(timer: StatementTimer): void {
    this.shared.timers.add(timer);
  }

  /** Connections by what they do, and how many requests wait for one; on SQLite of its only writer. */
  get pool(): PoolFigures {
    return poolOf(this.writer) ?? this.shared.writes.figures;
  }

  private tellCommit(committed: Committed): void {
    if (committed.events.length === 0 && committed.accesses.length === 0) return;
    for (const listener of this.shared.commits) listener(committed, this.operation?.asker ?? null);
  }

  async close(): Promise<void> {
    await this.shared.writes.run(async () => {
      this.shared.slow?.[Symbol.dispose]();
      await this.shared.replica?.close();
      if (this.reader !== this.writer) await this.reader.destroy();
      await this.writer.destroy();
    });
  }

  private async timed<T>(access: "read" | "write", text: string, send: () => Promise<T>, spent?: Spent): Promise<T> {
    const began = performance.now();
    try {
      return await inPart(
        () => nameOfStatement(text),
        () => this.statementSpan(text),
        send,
      );
    } finally {
      const milliseconds = performance.now() - began;
      for (const timer of this.shared.timers) timer(access, milliseconds / 1_000);
      spend(spent, milliseconds);
    }
  }

  /** Its values are not in it. */
  private statementSpan(text: string): SpanOptions {
    const attributes = {
      "db.system.name": this.isSqlite ? "sqlite" : "mariadb",
      "db.query.text": text.slice(0, LONGEST_STATEMENT),
    };
    return { kind: SpanKind.CLIENT, attributes };
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.isSqlite) await turns.pass();
    this.operation?.deadline.check();
    let held: Awaited<ReturnType<typeof holdConnection>> | undefined;
    let broken = false;
    try {
      if (!this.isSqlite) held = await holdConnection(this.writer);
      const write = held?.send ?? this.shared.write;
      const send: Send = (text, params, asArrays) =>
        this.timed("write", text, () => write(text, params, asArrays), this.operation?.spent);
      // What people do is told; what the operator sets up before anybody asks need not be.
      const mustTell = this.operation !== null;
      const tx = new Tx(this.writer, send, this.clock.now(), this.operation?.deadline, this.hooks, mustTell);
      try {
        await this.guard?.(tx);
        const result = await work(tx);
        await tx.commit();
        if (tx.hasEvents) for (const listener of this.shared.listeners) listener(tx.changes);
        this.tellCommit(tx.committed);
        return result;
      } catch (error) {
        await tx.rollback().catch(() => (broken = true)); // the first error is the one to report; a dead connection rolls back automatically
        throw error;
      }
    } catch (error) {
      throw understand(error);
    } finally {
      held?.release(broken);
    }
  }
}

function spend(spent: Spent | undefined, milliseconds: number): void {
  if (!spent) return;
  spent.statements += 1;
  spent.milliseconds += milliseconds;
}

/** `SELECT service_order`: what it does, and with what first. */
function nameOfStatement(text: string): string {
  const [, verb = "SQL"] = /^\s*(\w+)/.exec(text) ?? [];
  const [, table = ""] = /\b(?:FROM|INTO|UPDATE)\s+(\w+)/i.exec(text) ?? [];
  return `${verb} ${table}`.trim();
}

const slowReadsOf = (reader: DataSource): SlowReads | null =>
  isSqlite(reader) ? new SlowReads(String(reader.options.database)) : null;

/** Its migrations may all be there, and half of its tables not. A file of SQLite is there only when it is whole. */
async function refuseUnfinished(writer: DataSource): Promise<void> {
  if (isSqlite(writer)) return;
  const found = await writer.query<object[]>(`SHOW TABLES LIKE '${RESTORE_UNDER_WAY}'`);
  if (found.length > 0) throw new RestoreUnfinished();
}

/** An older version would not know what a newer one writes, nor keep what it relies on. */
async function refuseNewer(writer: DataSource): Promise<void> {
  const done = await migrationsDone(writer);
  const known = new Set(writer.migrations.map(migrationName));
  const unknown = done.filter((name) => !known.has(name));
  if (unknown.length > 0) throw new SchemaAhead(unknown);
}
