import { LRUCache } from "lru-cache";
import type { Logger } from "pino";
import type { Database } from "../database/database";
import { sql, unionOf } from "../database/sql";
import type { CacheFigures } from "../metrics";
import { RungWork } from "../rung-work";
import { FeedCounter, LoggedEvent } from "../database/event.entity";

const PAGE = 1_000;
const FEW = 100;
/** What of the latest events is kept in memory at most, by number and by bytes; when it is exceeded, half of them are forgotten. */
const KEEP = { events: 16_384, bytes: 33_554_432 };
/** Besides its texts: the object, its fields, and its place under each topic. */
const EVENT_BYTES = 600;
const POLL_MS = 1_000;
const PAGES_KEPT = 20;
const PAGES_KEPT_MS = 10_000;

/** The process's one reader of the log. Keeps the latest events in memory and wakes the cursors that wait for their topics. */
export class Tail {
  private readonly byTopic = new Map<string, LoggedEvent[]>();
  private readonly recent: LoggedEvent[] = [];
  private bytes = 0;
  /** Pages of the log's older part, for clients that reconnect together. */
  private readonly pages = new LRUCache<number, Promise<LoggedEvent[]>>({
    max: PAGES_KEPT,
    ttl: PAGES_KEPT_MS,
    ttlAutopurge: true,
  });
  private readonly waiting = new Map<string, Set<() => void>>();
  private readonly observers = new Set<(event: LoggedEvent) => void>();
  /** Everything after this position that is committed and read is in memory. */
  private floor = 0;
  private head = 0;
  private readonly reads = new RungWork(
    () => this.read(),
    (error) => this.log.warn({ err: error }, "the event log could not be read; trying again"),
  );
  private timer: NodeJS.Timeout | undefined;
  private stopBell: (() => void) | undefined;

  private constructor(
    private readonly database: Database,
    readonly epoch: string,
    private readonly log: Logger,
    private readonly keep: typeof KEEP,
  ) {}

  static async start(database: Database, log: Logger, keep = KEEP): Promise<Tail> {
    const counter = await database.findOne(FeedCounter, { id: 1 });
    if (!counter) throw new Error("feed_counter has no row: the migrations did not run");
    const tail = new Tail(database, counter.epoch, log, keep);
    tail.floor = tail.head = counter.position;
    // A lost ring costs latency, never an event: look every second all the same.
    tail.timer = setInterval(() => tail.ring(), POLL_MS).unref();
    tail.stopBell = database.onEvents(() => tail.ring());
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

  /** Reads what is committed now. */
  async catchUp(): Promise<void> {
    await this.reads.catchUp();
  }

  /** Called for every event, in order, before cursors wake. */
  observe(observer: (event: LoggedEvent) => void): () => void {
    this.observers.add(observer);
    return () => this.observers.delete(observer);
  }

  /** The first event in memory after `position` on any of the topics. Ask only for positions from `oldestInMemory` on. */
  next(topics: readonly string[], position: number): LoggedEvent | undefined {
    let first: LoggedEvent | undefined;
    for (const topic of topics) {
      const candidate = firstAfter(this.byTopic.get(topic), position);
      if (candidate && (!first || candidate.position < first.position)) first = candidate;
    }
    return first;
  }

  /** All events in memory after one position, up to another. Ask only for positions from `oldestInMemory` on. */
  inMemory(after: number, upTo: number): LoggedEvent[] {
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
   * Older events, from the log itself: those of the topics among the next few, and how far that read. Positions have no gaps, so the
   * log falls into pages of fixed bounds: however many come back at once, each page is read once for all of them.
   */
  async readBack(topics: readonly string[], position: number): Promise<{ events: LoggedEvent[]; upTo: number }> {
    const events = await this.oldPage(Math.floor(position / PAGE));
    const wanted = new Set(topics);
    return {
      events: events.filter((event) => event.position > position && event.topicList.some((topic) => wanted.has(topic))),
      upTo: events.at(-1)?.position ?? position,
    };
  }

  /** The same of lasting topics, however far they lie apart: by where they stand in the log. */
  async readLasting(topics: readonly string[], position: number): Promise<{ events: LoggedEvent[]; upTo: number }> {
    const upTo = this.floor;
    const walks = topics.map(
      (topic) =>
        sql`SELECT position FROM event_topic WHERE topic = ${topic} AND position > ${position} AND position <= ${upTo} ORDER BY position LIMIT ${FEW}`,
    );
    if (walks.length === 0) return { events: [], upTo };
    const places = sql`SELECT position FROM (${unionOf(walks)}) places ORDER BY position LIMIT ${FEW}`;
    const events = await this.database.select(
      LoggedEvent,
      sql`FROM (${places}) place JOIN event_log t ON t.position = place.position ORDER BY t.position`,
    );
    return { events, upTo: events.length < FEW ? upTo : (events.at(-1)?.position ?? upTo) };
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
    await this.reads.stop();
  }

  private oldPage(number: number): Promise<LoggedEvent[]> {
    const first = number * PAGE;
    const known = this.pages.get(first);
    if (known) return known;
    const page = this.page(first, first + PAGE);
    // The log only grows: a full page never changes.
    if (first + PAGE <= this.head) {
      this.pages.set(first, page);
      page.catch(() => this.pages.delete(first));
    }
    return page;
  }

  /** The events after one position, up to another. */
  private async page(after: number, upTo: number): Promise<LoggedEvent[]> {
    return this.database.select(
      LoggedEvent,
      sql`FROM event_log t WHERE t.position > ${after} AND t.position <= ${upTo} ORDER BY t.position`,
    );
  }

  private async read(): Promise<void> {
    for (;;) {
      const page = await this.page(this.head, this.head + PAGE);
      if (page.length === 0) return;
      const woken = new Set<() => void>();
      for (const event of page) this.take(event, woken);
      for (const wake of woken) wake();
    }
  }

  private take(event: LoggedEvent, woken: Set<() => void>): void {
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

  private forget(events: LoggedEvent[]): void {
    this.floor = events.at(-1)?.position ?? this.floor;
    for (const event of events) this.bytes -= bytesOf(event);
    for (const topic of new Set(events.flatMap((event) => event.topicList))) {
      const kept = this.byTopic.get(topic)?.filter((event) => event.position > this.floor) ?? [];
      if (kept.length > 0) this.byTopic.set(topic, kept);
      else this.byTopic.delete(topic);
    }
  }
}

const bytesOf = ({ topics, data }: LoggedEvent): number => EVENT_BYTES + topics.length + JSON.stringify(data).length;

function firstAfter(events: LoggedEvent[] | undefined, position: number): LoggedEvent | undefined {
  if (!events || (events.at(-1)?.position ?? 0) <= position) return undefined;
  return events[firstIndexAfter(events, position)];
}

function firstIndexAfter(events: readonly LoggedEvent[], position: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.position ?? 0) > position) high = middle;
    else low = middle + 1;
  }
  return low;
}
