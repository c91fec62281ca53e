import { randomBytes } from "node:crypto";
import { hostname } from "node:os";
import type { Logger } from "pino";
import { clockAhead } from "../database/clock-ahead";
import type { Database } from "../database/database";
import type { Reader } from "../database/reader";
import { join, list, raw, sql, type Sql } from "../database/sql";
import { LeadLost } from "../lead-lost";
import { logFault } from "../telemetry/log-fault";
import { RungWork } from "../scheduling/rung-work";
import { SerialQueue } from "../scheduling/serial-queue";
import { MINUTE } from "../time";
import type { Leadership } from "./leadership.entity";

/** A worker that was not heard of for so long is taken for dead. */
const ALIVE_MS = 5_000;
const LOOK_MS = 1_000;
/** What is due by a clock that is further from the database's is not: such a process leads nothing. */
export const MOST_APART_MS = 5 * MINUTE;
/** One clock for all: the database's. */
const NOW = raw("CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)");

/** Something that only one process does at a time, and this one does. */
export interface Lead {
  /** Each of its transactions first makes sure that this process still leads, and holds that until its end. */
  readonly database: Database;
}

type Held = Lead & { readonly fence: number };

/**
 * Shares out, among the processes that work on one database, what only one of them does at a time. Each is heard of every second; when one
 * is silent for a few, the others take what it had, under a higher fence, and when one comes they leave it its share. One whose clock is wrong leaves all of it to them. A process that stood
 * still meanwhile and goes on writes nothing: its transactions look at the fence. On SQLite one process does everything.
 */
export class Leaders {
  private readonly me = `${hostname().slice(0, 50)}:${process.pid}:${randomBytes(4).toString("hex")}`;
  private readonly held = new Map<string, Held>();
  private readonly listeners = new Set<() => void>();
  private readonly turns = new SerialQueue();
  private readonly looks = new RungWork(
    () => this.turns.run(() => this.look()),
    (error) => {
      this.isCutOff = true;
      logFault(this.log, error, {}, "who leads what could not be read; trying again");
    },
  );
  /** The database did not answer the last look. */
  private isCutOff = false;
  /** At the last look. */
  private freeBefore: ReadonlySet<string> = new Set();
  private isOff = false;
  /** Of the machine's clock and the process's own, which nobody sets, at the last look. */
  private apartBefore = apart();
  private timer: NodeJS.Timeout | undefined;

  private constructor(
    private readonly database: Database,
    private readonly names: readonly string[],
    private readonly log: Logger,
    private readonly shares: boolean,
  ) {}

  /** For a process that shares the work with all others. */
  static start(database: Database, names: readonly string[], log: Logger): Promise<Leaders> {
    return new Leaders(database, names, log, true).begin();
  }

  /** For one that does these things, and takes them from whoever does them until it stops. */
  static async seize(database: Database, names: readonly string[], log: Logger): Promise<Leaders> {
    const leaders = await new Leaders(database, names, log, false).begin();
    await leaders.take(names);
    return leaders;
  }

  /** Where nobody else is asked: for a database that no other process works on. */
  static alone(database: Database, names: readonly string[], log: Logger): Leaders {
    const leaders = new Leaders(database, names, log, false);
    for (const name of names) leaders.held.set(name, { database, fence: 0 });
    return leaders;
  }

  /** For a process that leaves all of it to others. */
  static none(database: Database, names: readonly string[], log: Logger): Leaders {
    return new Leaders(database, names, log, false);
  }

  private async begin(): Promise<this> {
    const { database, names } = this;
    if (database.isSqlite) {
      for (const name of names) this.held.set(name, { database, fence: 0 });
      return this;
    }
    // Those that are there may be held by a transaction of whoever leads them.
    const known = new Set((await leadersOf(database, names)).map(({ id }) => id));
    await database.transact(async (tx) => {
      tx.executeUnseen(sql`DELETE FROM worker WHERE alive_until <= ${NOW}`);
      for (const name of names.filter((each) => !known.has(each)))
        tx.executeUnseen(sql`INSERT IGNORE INTO leadership (id, holder, fence) VALUES (${name}, NULL, 0)`);
    });
    await this.looks.catchUp();
    this.timer = setInterval(() => this.looks.ring(), LOOK_MS).unref();
    return this;
  }

  /** Null: another process leads, or nobody yet. The same object for as long as this one does without interruption. */
  of(name: string): Lead | null {
    // The clock was set a moment ago: the next look says whether it is right.
    if (this.timer && Math.abs(apart() - this.apartBefore) > MOST_APART_MS) return null;
    return this.held.get(name) ?? null;
  }

  /** By name: 1 where this process leads. */
  get figures(): Record<string, number> {
    return Object.fromEntries(this.names.map((name) => [name, this.held.has(name) ? 1 : 0]));
  }

  /** Called when this process leads something that it did not before. */
  onLead(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Takes these from whoever leads them: for what somebody waits for. */
  async take(names: readonly string[]): Promise<void> {
    const wanted = names.filter((name) => !this.held.has(name));
    if (wanted.length === 0) return;
    await this.turns.run(() => this.claim(sql`id IN (${list(wanted)}) ORDER BY id FOR UPDATE`));
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looks.stop();
    this.held.clear();
    // Without the database nobody is told, and others wait until this process is taken for dead: nobody need wait here.
    if (this.database.isSqlite || this.isCutOff) return;
    await this.database
      .transact(async (tx) => {
        tx.executeUnseen(sql`UPDATE leadership SET holder = NULL WHERE holder = ${this.me}`);
        tx.executeUnseen(sql`DELETE FROM worker WHERE id = ${this.me}`);
      })
      .catch((error: unknown) => logFault(this.log, error, {}, "what this process led could not be given back"));
  }

  private async look(): Promise<void> {
    const { database, me } = this;
    const aliveUntil = sql`${NOW} + ${ALIVE_MS}`;
    const shares = Number(this.shares && !(await this.looksAtClock()));
    await database.transact(async (tx) =>
      tx.executeUnseen(
        sql`INSERT INTO worker (id, alive_until, shares) VALUES (${me}, ${aliveUntil}, ${shares}) ON DUPLICATE KEY UPDATE alive_until = ${aliveUntil}, shares = ${shares}`,
      ),
    );
    const known = await leadersOf(database, this.names);
    this.isCutOff = false;
    const held = known.filter(({ holder }) => holder === me);
    if (this.isOff) {
      this.held.clear();
      if (held.length > 0) await this.leave(held);
      return;
    }
    this.hold(held);
    if (!this.shares) return;
    const [sharing] = await database.query<{ workers: number }>(
      sql`SELECT COUNT(*) AS workers FROM worker WHERE shares = 1 AND alive_until > ${NOW}`,
    );
    const share = Math.ceil(known.length / Math.max(1, sharing?.workers ?? 1));
    if (held.length > share) await this.leave(held.slice(share));
    const free = known.filter(({ holderLives }) => !holderLives);
    const room = Math.max(0, share - held.length);
    // What stays free may be unknown to those that have room: while versions change.
    const mine = free.filter(({ id }, index) => index < room || this.freeBefore.has(id));
    this.freeBefore = new Set(free.map(({ id }) => id));
    // Whoever else tries takes others; and what a silent one is still in the middle of is taken when that has ended.
    if (mine.length > 0) await this.claim(sql`${anyAsSeen(mine)} ORDER BY id FOR UPDATE SKIP LOCKED`);
  }

  /** Whether this machine's is so wrong that nothing may be done by it. */
  private async looksAtClock(): Promise<boolean> {
    const apartNow = apart();
    const ahead = (await clockAhead(this.database)) ?? 0;
    this.apartBefore = apartNow;
    const isOff = Math.abs(ahead) > MOST_APART_MS;
    if (isOff && !this.isOff)
      this.log.error(
        { aheadMs: ahead },
        "this machine's clock is not the database's: what is due by time is left to other processes",
      );
    this.isOff = isOff;
    return isOff;
  }

  /** Exactly these: what the commit of a claim was never heard of is held as well. */
  private hold(held: readonly Leadership[]): void {
    const names = new Set(held.map(({ id }) => id));
    for (const name of this.held.keys()) if (!names.has(name)) this.held.delete(name);
    const news = held.filter(({ id, fence }) => this.held.get(id)?.fence !== fence);
    for (const { id, fence } of news) this.held.set(id, this.lead(id, fence));
    if (news.length > 0) for (const listener of this.listeners) listener();
  }

  /** To whoever has less than their share. Nothing new is begun; what is under way ends before. */
  private async leave(leaderships: readonly Leadership[]): Promise<void> {
    for (const { id } of leaderships) this.held.delete(id);
    await this.database.transact(async (tx) =>
      tx.executeUnseen(sql`UPDATE leadership SET holder = NULL WHERE ${anyAsSeen(leaderships)}`),
    );
  }

  private async claim(which: Sql): Promise<void> {
    const claimed = await this.database.transact(async (tx) => {
      const rows = await tx.query<Pick<Leadership, "id" | "fence">>(
        sql`SELECT id, fence FROM leadership WHERE ${which}`,
      );
      if (rows.length > 0)
        tx.executeUnseen(
          sql`UPDATE leadership SET holder = ${this.me}, fence = fence + 1 WHERE id IN (${list(rows.map(({ id }) => id))})`,
        );
      return rows;
    });
    for (const { id, fence } of claimed) this.held.set(id, this.lead(id, fence + 1));
    if (claimed.length > 0) for (const listener of this.listeners) listener();
  }

  private lead(name: string, fence: number): Held {
    const database = this.database.guarded(async (tx) => {
      const [row] = await tx.query<{ fence: number }>(
        sql`SELECT fence FROM leadership WHERE id = ${name} LOCK IN SHARE MODE`,
      );
      if (row?.fence === fence) return;
      if (this.held.get(name)?.fence === fence) this.held.delete(name);
      throw new LeadLost(name);
    });
    return { database, fence };
  }
}

const apart = (): number => Date.now() - performance.now();

type Led = Leadership & { holderLives: number };

/** Who leads these, as far as somebody ever did. */
export const leadersOf = (reader: Reader, names: readonly string[]): Promise<Led[]> =>
  reader.query<Led>(
    sql`SELECT l.id, l.holder, l.fence, w.id IS NOT NULL AS holderLives FROM leadership l LEFT JOIN worker w ON w.id = l.holder AND w.alive_until > ${NOW} WHERE l.id IN (${list([...names])}) ORDER BY l.id`,
  );

const anyAsSeen = (leaderships: readonly Leadership[]): Sql =>
  sql`(${join(
    leaderships.map(({ id, fence }) => sql`(id = ${id} AND fence = ${fence})`),
    " OR ",
  )})`;
