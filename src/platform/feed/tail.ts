import { LRUCache } from "lru-cache";
import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import type { Database } from "../database/database";
import { raw, sql, unionOf, type Sql } from "../database/sql";
import type { CacheFigures } from "../cache-figures";
import { RungWork } from "../scheduling/rung-work";
import { FeedCounter, type NumberedEvent } from "../database/event.entity";
import { numberEvents } from "./number-events";
import { numberedEvents } from "./numbered-events";

const PAGE = 1_000;
const FEW = 100;
/** What of the latest events is kept in memory at most, by number and by bytes; when it is exceeded, half of them are forgotten. */
const KEEP = { events: 16_384, bytes: 33_554_432 };
/** Besides its texts: the object, its fields, and its place under each topic. */
const EVENT_BYTES = 600;
const POLL_MS = 1_000;
/** While one event comes after the other, it rests twice as long as it worked, to take those that come meanwhile together. */
const REST = 2;
const LONGEST_REST_MS = 20;
/** Where many come, a millisecond for each that it read: to number and read a group costs as much as a dozen events more in it. */
const LONGEST_REST_FOR_MANY_MS = 50;
const STRETCHES_KEPT = 200;
const STRETCHES_KEPT_MS = 10_000;

/**
 * By what the events of a topic are found, however old they are: by `event_topic`, where they were recorded so; by their stream, whose id
 * ends the topic's name, and all of whose events are on it, and no others; by the notices of the recipient whose id ends it.
 */
export type Lasting = "TOPIC" | "STREAM" | "NOTICE";

/** Events of some topics, and how far all of theirs are among them. */
interface Stretch {
  events: readonly NumberedEvent[];
  upTo: number;
}

/** The process's one reader of the log. Keeps the latest events in memory and wakes the cursors that wait for their topics. */
export class Tail {
  private readonly byTopic = new Map<string, NumberedEvent[]>();
  private readonly recent: NumberedEvent[] = [];
  private bytes = 0;
  /** Of the log's older part, for clients that come back together: who followed the same was told the same last. */
  private readonly stretches = new LRUCache<string, Promise<Stretch>>({
    max: STRETCHES_KEPT,
    ttl: STRETCHES_KEPT_MS,
    ttlAutopurge: true,
  });
  private readonly waiting = new Map<string, Set<() => void>>();
  private readonly observers = new Set<(event: NumberedEvent) => void>();
  private readonly numberers = new Set<() => void>();
  /** Everything after this position that is committed and read is in memory. */
  private floor = 0;
  private head = 0;
  private readonly reads = new RungWork(
    () => this.read(),
    (error) => this.log.warn({ err: error }, "the event log could not be read; trying again"),
  );
  /** Where the log ends; whoever asks at the same time is answered by one look. */
  private readonly looks = new RungWork(
    () => this.endOfLog(),
    (error) => this.log.warn({ err: error }, "the end of the event log could not be read"),
  );
  private restUntil = 0;
  private timer: NodeJS.Timeout | undefined;
  private stopBell: (() => void) | undefined;

  private constructor(
    private readonly database: Database,
    readonly epoch: string,
    private readonly log: Logger,
    private readonly keep: typeof KEEP,
  ) {}

  static async start(database: Database, log: Logger, keep = KEEP): Promise<Tail> {
    await numberEvents(database);
    const counter = await database.findOne(FeedCounter, { id: 1 });
    if (!counter) throw new Error("feed_counter has no row: the migrations did not run");
    const tail = new Tail(database, counter.epoch, log, keep);
    tail.floor = tail.head = counter.position;
    // A lost ring costs latency, never an event: look every second all the same.
    tail.timer = setInterval(() => tail.ring(), POLL_MS).unref();
    tail.stopBell = database.onEvents(() => {
      if (database.isSqlite) tail.tellNumbered();
      tail.ring();
    });
    return tail;
  }

  /** The last position this process has seen. */
  get position(): number {
    return this.head;
  }

  get oldestInMemory(): number {
    return this.floor;
  }

  /** What it keeps in memory. */
  get figures(): CacheFigures {
    return { entries: this.recent.length, bytes: this.bytes, maxBytes: this.keep.bytes };
  }

  ring(): void {
    this.reads.ring();
  }

  /** Whether this process has heard of everything that is committed by now, in whichever process; it waits for none of it. */
  async hasAll(): Promise<boolean> {
    const [, position] = await this.looks.catchUp();
    return position !== null && position <= this.head;
  }

  /** Reads what is committed now, in whichever process; whoever reads by positions waits for it first. */
  async catchUp(): Promise<void> {
    await this.reads.catchUp();
  }

  /** Called after this process has given events their positions, its own or those of another that could not. */
  onNumbered(listener: () => void): () => void {
    this.numberers.add(listener);
    return () => this.numberers.delete(listener);
  }

  /** Called for every event, in order, before cursors wake. */
  observe(observer: (event: NumberedEvent) => void): () => void {
    this.observers.add(observer);
    return () => this.observers.delete(observer);
  }

  /** The first event in memory after `position` on any of the topics. Ask only for positions from `oldestInMemory` on. */
  next(topics: readonly string[], position: number): NumberedEvent | undefined {
    let first: NumberedEvent | undefined;
    for (const topic of topics) {
      const candidate = firstAfter(this.byTopic.get(topic), position);
      if (candidate && (!first || candidate.position < first.position)) first = candidate;
    }
    return first;
  }

  /** All events in memory after one position, up to another. Ask only for positions from `oldestInMemory` on. */
  inMemory(after: number, upTo: number): NumberedEvent[] {
    return this.recent.slice(firstIndexAfter(this.recent, after), firstIndexAfter(this.recent, upTo));
  }

  /** Calls `wake` once, when an event of one of the topics arrives. The returned function cancels it. */
  wait(topics: readonly string[], wake: () => void): () => void {
    const forget = (): void => {
      for (const topic of topics) {
        const set = this.waiting.get(topic);
        if (set?.delete(once) && set.size === 0) this.waiting.delete(topic);
      }
    };
    const once = (): void => {
      forget();
      wake();
    };
    for (const topic of topics) {
      const set = this.waiting.get(topic) ?? new Set();
      this.waiting.set(topic, set.add(once));
    }
    return forget;
  }

  /**
   * Older events, from the log itself: the next few of the topics, however far they lie apart. What others wrote in between is not
   * looked at, and whoever comes back to the same topics from the same place is given the same.
   */
  readBack(topics: readonly string[], position: number, lasting: Lasting): Promise<Stretch> {
    const key = `${lasting} ${position} ${topics.join(" ")}`;
    const known = this.stretches.get(key);
    if (known) return known;
    const stretch = this.stretch(topics, position, lasting);
    // The log only grows: what stands between two places never changes.
    this.stretches.set(key, stretch);
    stretch.catch(() => this.stretches.delete(key));
    return stretch;
  }

  private async stretch(topics: readonly string[], position: number, lasting: Lasting): Promise<Stretch> {
    const upTo = this.floor;
    const walks = topics.map((topic) => placesOf(topic, lasting, position, upTo, FEW));
    if (walks.length === 0) return { events: [], upTo };
    const places = sql`SELECT position FROM (${unionOf(walks)}) places ORDER BY position LIMIT ${FEW}`;
    const events = await numberedEvents(this.database, sql`p.position IN (SELECT position FROM (${places}) place)`);
    return { events, upTo: events.length < FEW ? upTo : (events.at(-1)?.position ?? upTo) };
  }

  /** Whether more than so many events of one of the topics follow the place. */
  async isBeyond(topics: readonly string[], position: number, lasting: Lasting, most: number): Promise<boolean> {
    for (const topic of topics) {
      const places = placesOf(topic, lasting, position, this.head, most + 1);
      const [row] = await this.database.query<{ places: number }>(
        sql`SELECT COUNT(*) AS places FROM (${places}) places`,
      );
      if ((row?.places ?? 0) > most) return true;
    }
    return false;
  }

  /**
   * The place after which all stands that was recorded on these lasting topics since the moment. The clocks of nodes differ a little: of
   * the first few events recorded since, the first in the log counts, not the first by its clock.
   */
  async placeSince(topics: readonly string[], moment: number): Promise<number> {
    const head = this.head;
    const walks = topics.map(
      (topic) =>
        sql`SELECT position FROM event_topic WHERE topic = ${topic} AND recorded_at >= ${moment} ORDER BY recorded_at, position LIMIT ${FEW}`,
    );
    if (walks.length === 0) return head;
    const [row] = await this.database.query<{ first: number | null }>(
      sql`SELECT MIN(position) AS first FROM (${unionOf(walks)}) places`,
    );
    return typeof row?.first === "number" ? row.first - 1 : head;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopBell?.();
    await Promise.all([this.reads.stop(), this.looks.stop()]);
  }

  /** Beyond all places while something that is committed has none yet. */
  private async endOfLog(): Promise<number> {
    const [row] = await this.database.fromPrimary.rows(
      sql`SELECT position, EXISTS (SELECT 1 FROM event_pending) FROM feed_counter WHERE id = 1`,
    );
    const [position, waits] = row ?? [];
    return waits === 0 ? Number(position) : Infinity;
  }

  /** The events after one position, up to another. */
  private async page(after: number, upTo: number): Promise<NumberedEvent[]> {
    return numberedEvents(this.database, sql`p.position > ${after} AND p.position <= ${upTo}`);
  }

  private tellNumbered(): void {
    for (const listener of this.numberers) listener();
  }

  private async read(): Promise<void> {
    const rest = this.restUntil - performance.now();
    if (rest > 0) await delay(rest);
    const began = performance.now();
    if (await numberEvents(this.database)) this.tellNumbered();
    const { head } = this;
    for (let isFull = true; isFull;) {
      const page = await this.page(this.head, this.head + PAGE);
      isFull = page.length === PAGE;
      const woken = new Set<() => void>();
      for (const event of page) this.take(event, woken);
      for (const wake of woken) wake();
    }
    const now = performance.now();
    this.restUntil =
      now +
      Math.max(Math.min(LONGEST_REST_MS, REST * (now - began)), Math.min(LONGEST_REST_FOR_MANY_MS, this.head - head));
  }

  private take(event: NumberedEvent, woken: Set<() => void>): void {
    this.recent.push(event);
    this.bytes += bytesOf(event);
    for (const observer of this.observers) observer(event);
    // Heard, and the longest part of many.
    event.touched = "";
    for (const topic of event.topicList) {
      const events = this.byTopic.get(topic);
      if (events) events.push(event);
      else this.byTopic.set(topic, [event]);
      const set = this.waiting.get(topic);
      if (set) {
        this.waiting.delete(topic);
        for (const wake of set) woken.add(wake);
      }
    }
    this.head = event.position;
    if (this.recent.length > this.keep.events || this.bytes > this.keep.bytes)
      this.forget(this.recent.splice(0, Math.ceil(this.recent.length / 2)));
  }

  private forget(events: NumberedEvent[]): void {
    this.floor = events.at(-1)?.position ?? this.floor;
    for (const event of events) this.bytes -= bytesOf(event);
    for (const topic of new Set(events.flatMap((event) => event.topicList))) {
      const kept = this.byTopic.get(topic)?.filter((event) => event.position > this.floor) ?? [];
      if (kept.length > 0) this.byTopic.set(topic, kept);
      else this.byTopic.delete(topic);
    }
  }
}

/** The next few places of a topic in the log, after one position, up to another. */
function placesOf(topic: string, lasting: Lasting, after: number, upTo: number, most: number): Sql {
  const id = topic.slice(topic.indexOf(":") + 1);
  const between = (position: Sql): Sql =>
    sql`${position} > ${after} AND ${position} <= ${upTo} ORDER BY ${position} LIMIT ${most}`;
  switch (lasting) {
    case "TOPIC":
      return sql`SELECT position FROM event_topic WHERE topic = ${topic} AND ${between(raw("position"))}`;
    case "STREAM":
      return sql`SELECT p.position FROM event_log t JOIN log_position p ON p.event_id = t.id WHERE t.stream_id = ${id} AND ${between(raw("p.position"))}`;
    case "NOTICE":
      return sql`SELECT position FROM notice WHERE recipient_id = ${id} AND ${between(raw("position"))}`;
  }
}

const bytesOf = ({ topics, data }: NumberedEvent): number => EVENT_BYTES + topics.length + JSON.stringify(data).length;

function firstAfter(events: NumberedEvent[] | undefined, position: number): NumberedEvent | undefined {
  if (!events || (events.at(-1)?.position ?? 0) <= position) return undefined;
  return events[firstIndexAfter(events, position)];
}

function firstIndexAfter(events: readonly NumberedEvent[], position: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.position ?? 0) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
