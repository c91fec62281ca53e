import type { DataSource } from "typeorm";
import type { Deadline } from "../scheduling/deadline";
import { newSalt } from "../secrets/commitments";
import { newId } from "../ids";
import type { ActorRole, EventDraft, EventStream, EventType } from "./event";
import { ERASED, ErasedRow } from "./erased-row.entity";
import { EventWriter, type RecordedEvent } from "./event-writer";
import { isSqlite } from "./engine";
import { understand } from "./faults";
import type { Hook, Hooked } from "./hook";
import { Reader } from "./reader";
import { plainValues, type EntityClass, type SqlValue } from "./row-mapper";
import { AddedUp } from "./added-up";
import { insertTerms, replaceTerms } from "./searched";
import { columnsOf } from "./row-shape";
import type { Rows } from "./same-reads";
import { list, raw, sql, type Sql } from "./sql";
import { commitTo, lastingOf, nameOfRow, saidBy } from "./append-only";
import { anyOf, keysOf, trackingOf, writtenBy } from "./tracked";
import { NumberedRows } from "./numbered-rows";
import type { AsArrays, Send, Statement } from "./statements";
import { WaitingWrites } from "./waiting-writes";

/** A statement that is answered, and what waited before it. */
interface Read {
  statements: Statement[];
  done: (rows: unknown) => void;
  failed: (error: unknown) => void;
}

/** What a transaction did that others are told of once it is committed. */
export interface Committed {
  events: readonly RecordedEvent[];
  accesses: readonly Access[];
}

/** Somebody read what is not theirs to read unnoticed. */
export interface Access {
  /** null: the operator. */
  byId: string | null;
  byRole: ActorRole;
  /** What was done, and with what. */
  kind: string;
  of: string;
}

/** Values that wait to be sent. */
const MOST_WAITING = 2_000;

const MYSQL_BEGINS = "START TRANSACTION";

/**
 * A running transaction: the value that code must hold to change anything. Only `Database.transact` makes one.
 *
 * Writes wait in memory until the next read or the commit and are then sent together: on MySQL as one text, one round trip. What has become
 * much is sent earlier, and written there while the command goes on here. What is asked at once, as by `Promise.all`, is one round trip,
 * in the order in which it is asked.
 */
export class Tx extends Reader {
  private readonly writes = new WaitingWrites();
  /** Asked in this turn of the event loop. */
  private reads: Read[] = [];
  private isOver = false;
  /** What was sent before it was waited for. Nothing else is sent before it is known to be done. */
  private ahead: Promise<unknown> = Promise.resolve();
  /** Of which streams the row has been written here, with the number of their last event then. */
  private readonly written = new Map<string, number>();
  private readonly sums: AddedUp;
  private readonly series: NumberedRows;
  private readonly events: EventWriter;
  /** Which rows of tracked tables changed here, see tracked.ts. */
  private readonly touched = new Set<string>();
  private readonly afterCommit: (() => void)[] = [];
  private readonly accesses: Access[] = [];
  private readonly sqlite: boolean;

  constructor(
    readonly source: DataSource,
    private readonly sendAll: Send,
    /** When this transaction began, epoch milliseconds; the one "now" of everything it writes. */
    readonly now: number,
    private readonly deadline: Deadline | undefined,
    private readonly hooks: readonly Hooked[],
    /** No change of what visitors are shown without an event that tells of it. */
    private readonly mustTell: boolean,
  ) {
    super();
    this.sqlite = isSqlite(source);
    this.events = new EventWriter(this.sqlite);
    this.sums = new AddedUp(this.sqlite);
    this.series = new NumberedRows(this.sqlite);
    this.push({ sql: this.sqlite ? "BEGIN IMMEDIATE" : MYSQL_BEGINS, params: [] });
  }

  async ask<R>(text: string, params: readonly SqlValue[]): Promise<R[]> {
    return (await this.read({ sql: text, params, asArrays: false })) as R[];
  }

  async rows({ text, params }: Sql): Promise<Rows> {
    return (await this.read({ sql: text, params, asArrays: true })) as Rows;
  }

  private read(statement: Statement): Promise<unknown> {
    this.deadline?.check();
    // Of several that were asked at once, one has failed and the others go on.
    if (this.isOver) throw new Error("read in a transaction that is over");
    const statements = [...this.take(), statement];
    return new Promise((done, failed) => {
      this.reads.push({ statements, done, failed });
      // After all that goes on now without waiting for the database.
      if (this.reads.length === 1) process.nextTick(() => void this.sendReads());
    });
  }

  private async sendReads(): Promise<void> {
    const { reads } = this;
    this.reads = [];
    try {
      const answers = await this.send(reads.flatMap(({ statements }) => statements));
      let last = -1;
      for (const { statements, done } of reads) done(answers[(last += statements.length)]);
    } catch (error) {
      for (const { failed } of reads) failed(error);
    }
  }

  /** The row, locked until the transaction ends. Lock order: the downstream row first. */
  async lock<T extends { id: string }>(entity: EntityClass<T>, id: string): Promise<T | null> {
    const { whole, table } = this.mapper(entity);
    const [row] = await this.rows(
      sql`SELECT ${raw(columnsOf(whole, "t"))} FROM ${raw(table)} t WHERE t.id = ${id} ${raw(this.sqlite ? "" : "FOR UPDATE")}`,
    );
    return row ? whole.make(row) : null;
  }

  /**
   * Locks rows of which nothing has to be known, in the order of their ids: whoever else locks them so waits, and not in a circle. As all
   * that answers nothing, it is sent with the next read, before it.
   */
  lockAll<T extends { id: string }>(entity: EntityClass<T>, ids: readonly string[]): void {
    if (ids.length === 0 || this.sqlite) return;
    const { table } = this.mapper(entity);
    this.executeUnseen(sql`SELECT id FROM ${raw(table)} WHERE id IN (${list([...ids])}) ORDER BY id FOR UPDATE`);
  }

  /**
   * Keeps the row as it is until the transaction ends; others may hold it, too. A row that refers to another holds that one from the
   * moment it is written: a command that writes such rows holds them in the order in which others lock.
   */
  hold<T extends { id: string }>(entity: EntityClass<T>, id: string): void {
    if (this.sqlite) return;
    this.executeUnseen(sql`SELECT id FROM ${raw(this.mapper(entity).table)} WHERE id = ${id} LOCK IN SHARE MODE`);
  }

  insert<T extends object>(entity: EntityClass<T>, ...rows: Partial<T>[]): void {
    if (rows.length === 0) return;
    this.mayWrite();
    this.writes.insert(entity, rows);
    this.sendMuch();
    if (!trackingOf(entity)?.unseenAtFirst) this.touch(entity, rows);
    for (const row of rows as Partial<EventStream>[])
      if (row.id !== undefined && row.eventSeq !== undefined) this.written.set(row.id, row.eventSeq);
    for (const terms of insertTerms(entity, rows)) this.execute(terms);
    if (lastingOf(entity)?.recorded)
      for (const row of rows as Partial<T & { id: string }>[]) this.commitToRow(entity, row);
  }

  /** The next event commits to what the row says for good: it was written before. */
  commitTo(row: { id: string }): void {
    this.commitToRow(row.constructor as EntityClass<object>, row);
  }

  private commitToRow(entity: EntityClass<object>, row: Partial<{ id: string }>): void {
    const lasting = lastingOf(entity);
    if (!lasting || row.id === undefined) throw new Error(`${entity.name} is not kept as it was written`);
    this.events.addRow(nameOfRow(lasting.table, row.id), saidBy(lasting, row));
  }

  /**
   * Inserts the row; where one with the same unique key is there already, adds the counters to it instead. What is added up between two
   * reads is one statement, after all others.
   */
  addUp<T extends object>(
    entity: EntityClass<T>,
    key: (keyof T & string)[],
    counters: (keyof T & string)[],
    rows: Partial<T>[],
  ): void {
    this.touch(entity, rows);
    this.sums.add(this.mapper(entity), key, counters, rows);
  }

  /** `known`: other properties of the row, by which it may have been read; see tracked.ts. */
  update<T extends { id: string }>(
    entity: EntityClass<T>,
    id: string,
    patch: Partial<T>,
    known: Partial<T> = {},
  ): void {
    const tracking = trackingOf(entity);
    const row = { id, ...known };
    if (tracking && [...tracking.by.keys()].every((property) => property in row)) this.touch(entity, [row]);
    else if (tracking) this.touched.add(anyOf(tracking.table));
    this.write(entity, id, patch);
  }

  private write<T extends { id: string }>(entity: EntityClass<T>, id: string, patch: Partial<T>): void {
    const stays = lastingOf(entity)?.fixed.filter((property) => property in patch) ?? [];
    if (stays.length > 0) throw new Error(`${stays.join(", ")} of ${id} stay as they were written`);
    this.mayWrite();
    this.writes.update(entity, id, this.mapper(entity).storedPatch(patch));
    this.sendMuch();
    for (const terms of replaceTerms(entity, id, patch)) this.execute(terms);
  }

  /** Changes the entity in memory and in the database. */
  change<T extends { id: string }>(entity: T, patch: Partial<T>): void {
    const Entity = entity.constructor as EntityClass<T>;
    // What it was read by before, and what it will be.
    this.touch(Entity, [entity]);
    Object.assign(entity, patch);
    this.touch(Entity, [entity]);
    this.write(Entity, entity.id, patch);
  }

  /**
   * Puts the mark into these texts of a row, those of rows too that are otherwise kept as they were written. The next event has to be of that
   * history; it commits to what remains of the row. Returns whether there was anything to erase.
   */
  erase<T extends { id: string }>(row: T, properties: readonly (keyof T & string)[], streamId: string): boolean {
    const entity = row.constructor as EntityClass<T>;
    const lasting = lastingOf(entity);
    const words = properties.filter((property) => row[property] !== null && (row[property] as unknown) !== ERASED);
    if (words.length === 0) return false;
    const fixed = words.filter((property) => lasting?.fixed.includes(property));
    const others = fixed.filter((property) => !lasting?.erasable.has(property));
    if (others.length > 0) throw new Error(`${others.join(", ")} of ${row.id} cannot be erased`);
    this.touch(entity, [row]);
    const patch = Object.fromEntries(words.map((property) => [property, ERASED])) as Partial<T>;
    Object.assign(row, patch);
    if (lasting && fixed.length > 0) {
      const salt = newSalt();
      const { table } = lasting;
      const remains = commitTo(nameOfRow(table, row.id), saidBy(lasting, row), salt);
      this.insert(ErasedRow, {
        ...{ id: newId(ErasedRow), rowTable: table, rowId: row.id, upTo: null },
        ...{ streamId, remains, salt, erasedAt: this.now },
      });
    }
    const mapper = this.mapper(entity);
    this.push(mapper.update(row.id, mapper.storedPatch(patch)));
    for (const terms of replaceTerms(entity, row.id, patch)) this.execute(terms);
    return true;
  }

  private touch(entity: EntityClass<object>, rows: readonly object[]): void {
    const tracking = trackingOf(entity);
    if (tracking) for (const row of rows) for (const key of keysOf(tracking, row)) this.touched.add(key);
  }

  /** As `query`, for what answers nothing. */
  execute(statement: Sql): void;
  execute(text: string, params?: readonly SqlValue[]): void;
  execute(statement: Sql | string, params: readonly SqlValue[] = []): void {
    for (const key of writtenBy(typeof statement === "string" ? statement : statement.text)) this.touched.add(key);
    this.executeUnseen(statement, params);
  }

  /** The same for rows that visitors are shown neither as they are nor as they will be. */
  executeUnseen(statement: Sql | string, params: readonly SqlValue[] = []): void {
    const text = typeof statement === "string" ? statement : statement.text;
    this.push({ sql: text, params: typeof statement === "string" ? params : statement.params });
  }

  private push(statement: Statement): void {
    this.mayWrite();
    this.writes.execute(statement);
    this.sendMuch();
  }

  private mayWrite(): void {
    // By a part of it that went on after another had failed: the connection is somebody else's by now.
    if (this.isOver) throw new Error("written in a transaction that is over");
  }

  private sendMuch(): void {
    if (this.sqlite || this.writes.values < MOST_WAITING || this.reads.length > 0) return;
    this.ahead = this.send(this.takeWrites());
    // Told to whoever sends next.
    this.ahead.catch(() => undefined);
  }

  /**
   * Gives the row the next number of a series, which begins after `zero`. Not before the commit: the series is locked last, so that nobody
   * waits for it in a circle, nor longer than for that. Until then the column is null.
   */
  number<T extends { id: string }>(
    entity: EntityClass<T>,
    id: string,
    property: keyof T & string,
    { series, zero }: { series: string; zero: number },
  ): void {
    const mapper = this.mapper(entity);
    this.series.add(series, zero, [mapper.table, mapper.column(property), id]);
  }

  /** Records an event in the stream's history. It becomes visible with the commit, and gets its position in the log right after. */
  record<T extends EventType>(stream: EventStream, draft: EventDraft<T>): void {
    this.events.add(stream, draft, this.now);
  }

  /** What other rooms have added to the hook, for the caller to run. */
  hooked<F>(hook: Hook<F>): readonly F[] {
    return hook.in(this.hooks);
  }

  /** What it changed so far of what visitors are shown, see tracked.ts. */
  get changes(): ReadonlySet<string> {
    return this.touched;
  }

  get hasEvents(): boolean {
    return this.events.count > 0;
  }

  /** For those who watch over who reads what, see `Database.onCommit`. */
  noteAccess(access: Access): void {
    this.accesses.push(access);
  }

  get committed(): Committed {
    return { events: this.events.recorded, accesses: this.accesses };
  }

  /** Runs after the commit, never after a rollback. */
  onCommit(action: () => void): void {
    this.afterCommit.push(action);
  }

  async commit(): Promise<void> {
    // The last check: from here on the transaction is committed, or rolled back by the database.
    this.deadline?.check();
    if (this.reads.length > 0) throw new Error("commits before what was asked is answered");
    this.addHeads((stream, head) => this.write(stream.constructor as EntityClass<EventStream>, stream.id, head));
    if (this.mustTell && this.touched.size > 0 && !this.hasEvents)
      throw new Error(`changed what visitors are shown, and recorded no event: ${[...this.touched].join(", ")}`);
    // What the platform begins with has no events.
    if (this.mustTell && this.events.uncommitted.length > 0)
      throw new Error(`wrote ${this.events.uncommitted.join(", ")} after its last event, which commits to it`);
    // What many writers need comes last: its lock is held until the commit.
    const last = [...this.series.statements(), ...this.events.statements(this.touched)];
    const statements = [...this.take(), ...last];
    this.isOver = true;
    await this.send(this.isAll(statements) ? statements.slice(1) : [...statements, { sql: "COMMIT", params: [] }]);
    for (const action of this.afterCommit) action();
  }

  /** The transaction with no more than one statement: by itself it is one. */
  private isAll([first, ...others]: readonly Statement[]): boolean {
    return first?.sql === MYSQL_BEGINS && others.length < 2;
  }

  /** Where a history ends now, with another change of its row where one is waiting. `alone`: where none is. */
  private addHeads(alone?: (stream: EventStream, head: Pick<EventStream, "eventSeq" | "eventHash">) => void): void {
    for (const [stream, head] of this.events.heads()) {
      if (this.written.get(stream.id) === head.eventSeq) continue;
      const entity = stream.constructor as EntityClass<EventStream>;
      if (this.writes.addTo(entity, stream.id, head)) this.written.set(stream.id, head.eventSeq);
      else alone?.(stream, head);
    }
  }

  async rollback(): Promise<void> {
    this.isOver = true;
    this.writes.clear();
    this.sums.clear();
    for (const { failed } of this.reads) failed(new Error("rolled back before it was sent"));
    this.reads = [];
    // It has failed, or is undone with the rest.
    await this.ahead.catch(() => undefined);
    await this.sendAll("ROLLBACK", [], false);
  }

  private takeWrites(): Statement[] {
    this.addHeads();
    return this.writes.take();
  }

  private take(): Statement[] {
    return [...this.takeWrites(), ...this.sums.take()];
  }

  /** Of what was sent ahead. Its failure is told once: a command may know what to do about it, and go on. */
  private async isDone(): Promise<void> {
    const { ahead } = this;
    try {
      await ahead;
    } catch (error) {
      if (this.ahead === ahead) this.ahead = Promise.resolve();
      throw error;
    }
  }

  /** Runs the statements in order; returns what each answers. */
  private async send(statements: readonly Statement[]): Promise<unknown[]> {
    if (statements.length === 0) return [];
    await this.isDone();
    try {
      if (!this.sqlite) {
        const text = statements.map(({ sql }) => sql).join(";\n");
        const values = plainValues(...statements.map(({ params }) => params));
        const results = await this.sendAll(text, values, shapesOf(statements));
        return statements.length > 1 ? (results as unknown[]) : [results];
      }
      const answers: unknown[] = [];
      for (const { sql, params, asArrays = false } of statements)
        answers.push(await this.sendAll(sql, plainValues(params), asArrays));
      return answers;
    } catch (error) {
      // A command may go on: how much of it was written is not known.
      this.written.clear();
      throw understand(error);
    }
  }
}

function shapesOf(statements: readonly Statement[]): AsArrays {
  const [first = false, ...others] = statements.flatMap(({ asArrays }) => asArrays ?? []);
  return others.every((other) => other === first) ? first : statements.map(({ asArrays = false }) => asArrays);
}
