import DataLoader from "dataloader";
import type { Logger } from "pino";
import type { Database } from "../database/database";
import { Loaders } from "../database/loaders";
import type { EntityClass } from "../database/row-mapper";
import { allOf, list, raw, sql } from "../database/sql";
import type { Tx } from "../database/tx";
import { Leaders, type Lead } from "../leaders/leaders";
import { LeadLost } from "../lead-lost";
import { logFault } from "../telemetry/log-fault";
import { RungWork } from "../scheduling/rung-work";
import { SerialQueue } from "../scheduling/serial-queue";
import { UnderWay } from "../scheduling/under-way";
import type { EventType } from "../database/event";
import type { EventOf, NumberedEvent } from "../database/event.entity";
import { numberedEvents } from "./numbered-events";
import { ProjectionPlace } from "./projection-place.entity";
import type { Tail } from "./tail";

/**
 * What a downstream noun derives from the log. Each event of its types is given to `apply` once over all nodes, in the log's order, in
 * the transaction that saves the place; events that have come together share one. Under a new name it starts at the log's beginning, and
 * so fills its tables automatically.
 */
export interface Projection<T extends EventType = EventType> {
  name: string;
  /** null: any type. */
  types: ReadonlySet<T> | null;
  /** A condition beyond the type. */
  wants?(event: EventOf<T>): boolean;
  /**
   * Asks for what `apply` will read through `known`, so that the events of one transaction are asked for together. Only rows that nobody
   * writes meanwhile but this projection, which then changes them in place, or that may be some moments old: they are read once.
   */
  ahead?(known: Loaders, event: EventOf<T>): Promise<unknown>;
  /** Rows that have to be locked before any event is applied, because `apply` takes a lock that comes after theirs. */
  locks?: { entity: EntityClass<{ id: string }>; of(known: Loaders, event: EventOf<T>): Promise<string | null> };
  /** The rows may be newer than the event. Must take bounded work. */
  apply(tx: Tx, event: EventOf<T>, known: Loaders): Promise<void>;
  /** What is made once of all events of a transaction, after them; what `apply` would ask of each of them in turn, it asks of all at once. */
  settle?(tx: Tx, events: readonly EventOf<T>[], known: Loaders): Promise<void>;
  /**
   * Removes all that `apply` has written, so that it can be filled again from the log's beginning; see `rebuildProjection`. Left out where it also
   * did what must not be done twice: notified, opened, sealed.
   */
  empty?: (tx: Tx) => Promise<void>;
}

const PAGE = 1_000;
/** So much of the log that was not for it is remembered in its place. */
const KEEP_EVERY = 10_000;
/**
 * So many events share a transaction at most: for most of them its commit would cost more than they do. On SQLite a commit costs little,
 * and statements hold up the process.
 */
const TOGETHER = 100;
const TOGETHER_ON_SQLITE = 5;
/**
 * So long it waits for more after an event has come: a transaction costs more than most events do, and nobody waits for what is derived in
 * less time than a page takes to ask for it.
 */
const GATHER_MS = 200;
/** While requests are under way, a projection that is far behind rests so many times as long as it worked. */
const REST = 9;
const LONGEST_REST_MS = 500;

/** Under which name a projection is led, see Leaders. */
export const projectionLead = ({ name }: Pick<Projection, "name">): string => `projection:${name}`;

/**
 * The process's one reader for all projections that it leads. Whoever else reads at once, or did until now, does no harm: the place's row lock
 * lets one of them apply each event.
 */
export class Projector {
  private constructor(
    private readonly tail: Tail,
    private readonly runs: readonly Run[],
    private readonly leaders: Leaders,
    private readonly stopWatching: () => void,
  ) {}

  static async start(
    database: Database,
    tail: Tail,
    projections: readonly Projection[],
    log: Logger,
    requests = new UnderWay(),
    leaders = Leaders.alone(database, projections.map(projectionLead), log),
  ): Promise<Projector> {
    await makePlaces(database, projections);
    const shared: Shared = { requests, turns: new SerialQueue(), places: placesIn(database) };
    const runs = projections.map((projection) => new Run(database, tail, projection, leaders, shared, log));
    const stopHearing = tail.observe((event) => {
      for (const run of runs) run.hear(event);
    });
    const ring = (): void => runs.forEach((run) => run.ring());
    const stopLeading = leaders.onLead(ring);
    ring();
    return new Projector(tail, runs, leaders, () => (stopHearing(), stopLeading()));
  }

  /** Tries again what stands still. */
  ring(): void {
    for (const run of this.runs) run.ring();
  }

  /** Reads what is committed now, including what projections themselves recorded meanwhile; for that, this process leads them from now on. */
  async catchUp(): Promise<void> {
    // Twice without work: one that had just ended may have recorded what the first look at the log was too early for.
    for (let idle = 0; idle < 2;) {
      await this.tail.catchUp();
      const behind = this.runs.filter((run) => run.isBehind);
      await this.leaders.take(behind.map(projectionLead));
      const moved = (await Promise.all(behind.map((run) => run.catchUp()))).includes(true);
      idle = moved ? 0 : idle + 1;
    }
  }

  /** By name: how many events of the log each that this process leads has yet to look at. */
  get lags(): Record<string, number> {
    return Object.fromEntries(this.led.map(({ name, lag }) => [name, lag]));
  }

  /** By name: for how many seconds the oldest event that each of these has yet to apply has waited. */
  async waits(now: number): Promise<Record<string, number>> {
    const waits = this.led.map(async (run) => {
      const oldest = await run.oldest();
      return [run.name, oldest === null ? 0 : Math.max(0, (now - oldest) / 1_000)] as const;
    });
    return Object.fromEntries(await Promise.all(waits));
  }

  /** Where one stands still, and why; null: nowhere. */
  stuckAt(name: string): Stuck | null {
    return this.runs.find((run) => run.name === name)?.stuck ?? null;
  }

  async stop(): Promise<void> {
    this.stopWatching();
    await Promise.all(this.runs.map((run) => run.stop()));
  }

  private get led(): readonly Run[] {
    return this.runs.filter((run) => run.isLed);
  }
}

/** Touches none that is there already: whoever works on it holds its lock for as long as that takes. */
async function makePlaces(database: Database, projections: readonly Projection[]): Promise<void> {
  const names = projections.map(({ name }) => name);
  const known = new Set((await database.find(ProjectionPlace, { id: names })).map(({ id }) => id));
  const missing = names.filter((name) => !known.has(name));
  if (missing.length === 0) return;
  const insert = database.isSqlite ? "INSERT OR IGNORE" : "INSERT IGNORE";
  await database.transact(async (tx) => {
    for (const name of missing)
      tx.execute(sql`${raw(insert)} INTO projection_place (id, position) VALUES (${name}, 0)`);
  });
}

/** A process that starts leads them all at once: they are asked for together. */
const placesIn = (database: Database): Places =>
  new DataLoader(
    async (names) => {
      const places = await database.find(ProjectionPlace, { id: [...names] });
      return names.map((name) => places.find(({ id }) => id === name)?.position ?? 0);
    },
    { cache: false },
  );

/** The event that a projection fails at. */
interface Stuck {
  event: NumberedEvent;
  error: unknown;
}

/** By name: up to where each has applied the log. */
type Places = DataLoader<string, number>;

interface Shared {
  /** Projections that are far behind wait for requests under way, and for each other. */
  requests: UnderWay;
  turns: SerialQueue;
  places: Places;
}

/** Somebody empties what it had derived, and fills it again from the log's beginning. */
class PlaceMoved extends Error {
  constructor(readonly position: number) {
    super(`the place was moved back to ${position}`);
  }
}

/** One projection on this node. */
class Run {
  /** Returns whether it found something to do. It stops rather than skip an event; the next ring or sweep tries again. */
  private readonly runs = new RungWork(
    () => this.work(),
    (error) =>
      logFault(this.log, error, { projection: this.projection.name }, "a projection could not continue; trying again"),
  );
  /** How far it has processed the log; null before it has read its place. Kept in memory, so that idle projections write next to nothing. */
  private looked: number | null = null;
  /** Its place when it was last seen: others only move it ahead. */
  private placed = 0;
  /** Under which it has read its place. */
  private lead: Lead | null = null;
  /** The position of the last event for it. */
  private wanted: number;
  private gathering: NodeJS.Timeout | undefined;
  /** At its last attempt. */
  stuck: Stuck | null = null;

  constructor(
    private readonly database: Database,
    private readonly tail: Tail,
    private readonly projection: Projection,
    private readonly leaders: Leaders,
    private readonly shared: Shared,
    private readonly log: Logger,
  ) {
    this.wanted = tail.position;
  }

  hear(event: NumberedEvent): void {
    if (this.projection.types?.has(event.type) === false || !this.wants(event)) return;
    this.wanted = event.position;
    this.gathering ??= setTimeout(() => this.ring(), GATHER_MS).unref();
  }

  ring(): void {
    this.endGathering();
    this.runs.ring();
  }

  get name(): string {
    return this.projection.name;
  }

  get isLed(): boolean {
    return this.leaders.of(projectionLead(this)) !== null;
  }

  get isBehind(): boolean {
    return !this.isLed || this.looked === null || this.looked < this.wanted;
  }

  get lag(): number {
    return this.isBehind ? this.wanted - this.at : 0;
  }

  /**
   * When the oldest event that it has yet to apply was recorded. When it is so far behind that this is not in memory, the next event of the
   * log counts, of whichever type.
   */
  async oldest(): Promise<number | null> {
    if (!this.isBehind) return null;
    const after = this.at;
    if (after >= this.tail.oldestInMemory) return this.inMemory(after, this.wanted)[0]?.at ?? null;
    const [next] = await this.database.query<{ at: number }>(
      sql`SELECT t.at FROM log_position p JOIN event_log t ON t.id = p.event_id WHERE p.position > ${after} ORDER BY p.position LIMIT 1`,
    );
    return next?.at ?? null;
  }

  /** All before is applied, or not for it. */
  private get at(): number {
    return Math.max(this.looked ?? 0, this.placed);
  }

  /** True when it found something to do. */
  async catchUp(): Promise<boolean> {
    this.endGathering();
    return (await this.runs.catchUp()).includes(true);
  }

  stop(): Promise<void> {
    this.endGathering();
    return this.runs.stop();
  }

  private endGathering(): void {
    clearTimeout(this.gathering);
    this.gathering = undefined;
  }

  private async work(): Promise<boolean> {
    // The tail tells of the events that it has read one after the other: those that follow in the same turn belong to this run.
    await Promise.resolve();
    // What comes meanwhile is gathered for the next.
    const until = this.wanted;
    let moved = false;
    try {
      for (let lead = await this.led(); lead && !this.runs.isStopped; lead = await this.led()) {
        const looked = (this.looked ??= 0);
        if (looked >= until) break;
        const upTo = Math.min(looked + PAGE, until);
        try {
          moved = (await this.takeUpTo(lead, looked, upTo)) || moved;
          if (!this.runs.isStopped) this.looked = upTo;
          if (this.looked - this.placed >= KEEP_EVERY) await this.keepPlace(lead, this.looked);
        } catch (error) {
          if (!(error instanceof PlaceMoved)) throw error;
          this.begin(error.position);
        }
      }
    } catch (error) {
      // Whoever leads now begins where this one has come to.
      if (!(error instanceof LeadLost)) throw error;
    }
    return moved;
  }

  /** Null when another process leads. Who leads anew does not know what others have done meanwhile. */
  private async led(): Promise<Lead | null> {
    const lead = this.leaders.of(projectionLead(this));
    if (lead !== this.lead || this.looked === null) {
      this.looked = null;
      this.lead = lead;
      if (lead) this.begin(await this.shared.places.load(this.name));
    }
    return lead;
  }

  /** That so much was not for it, whoever leads next need not find out again. */
  private async keepPlace({ database }: Lead, position: number): Promise<void> {
    await database.transact(async (tx) => {
      const place = await this.lockPlace(tx);
      if (place.position < position) tx.change(place, { position });
    });
    this.placed = position;
  }

  private async lockPlace(tx: Tx): Promise<ProjectionPlace> {
    const place = await tx.lock(ProjectionPlace, this.name);
    if (!place) throw new Error(`the projection ${this.name} has no place`);
    if (place.position < this.placed) throw new PlaceMoved(place.position);
    return place;
  }

  private begin(position: number): void {
    this.looked = this.placed = position;
  }

  /** True when there was something to do. */
  private async takeUpTo(lead: Lead, looked: number, upTo: number): Promise<boolean> {
    const isFarBehind = this.wanted - looked > PAGE;
    const events = await this.events(looked, upTo);
    const together = this.database.isSqlite ? TOGETHER_ON_SQLITE : TOGETHER;
    for (let first = 0; first < events.length; first += together) {
      if (this.runs.isStopped) return first > 0;
      const group = events.slice(first, first + together);
      await (isFarBehind
        ? this.shared.turns.run(() => this.takePatiently(lead, group))
        : this.takeTogether(lead, group));
    }
    return events.length > 0;
  }

  /** A projection that begins at the log's beginning has time, and people who wait for an answer have not. */
  private async takePatiently(lead: Lead, events: readonly NumberedEvent[]): Promise<void> {
    const began = performance.now();
    await this.takeTogether(lead, events);
    await this.shared.requests.quiet(Math.min(LONGEST_REST_MS, REST * (performance.now() - began)));
  }

  /** When one of them fails each is taken alone, so that it stands still exactly before the one that fails. */
  private async takeTogether({ database }: Lead, events: readonly NumberedEvent[]): Promise<void> {
    try {
      this.placed = await database.transact((tx) => this.take(tx, events));
      this.stuck = null;
    } catch (error) {
      if (error instanceof PlaceMoved || error instanceof LeadLost) throw error;
      const [only, ...others] = events;
      if (only && others.length === 0) {
        this.stuck = { event: only, error };
        throw error;
      }
      for (const event of events) {
        if (this.runs.isStopped) return;
        await this.takeTogether({ database }, [event]);
      }
    }
  }

  private async events(after: number, upTo: number): Promise<NumberedEvent[]> {
    if (after >= this.tail.oldestInMemory) return this.inMemory(after, upTo);
    const { types } = this.projection;
    const where = allOf([
      sql`p.position > ${after} AND p.position <= ${upTo}`,
      types && sql`t.type IN (${list([...types])})`,
    ]);
    const events = await numberedEvents(this.database, where);
    return events.filter((event) => this.wants(event));
  }

  private inMemory(after: number, upTo: number): NumberedEvent[] {
    return this.tail
      .inMemory(after, upTo)
      .filter((event) => this.projection.types?.has(event.type) !== false && this.wants(event));
  }

  /** Returns its place afterwards. */
  private async take(tx: Tx, events: readonly NumberedEvent[]): Promise<number> {
    const { projection } = this;
    const place = await this.lockPlace(tx);
    // The others another node has taken.
    const left = events.filter(({ position }) => position > place.position);
    const last = left.at(-1);
    if (!last) return place.position;
    tx.change(place, { position: last.position });
    const reads = new Loaders(tx);
    await Promise.all(left.map(async (event) => projection.ahead?.(reads, known(event))));
    const { locks } = projection;
    if (locks) {
      const ids = await Promise.all(left.map((event) => locks.of(reads, known(event))));
      tx.lockAll(locks.entity, [...new Set(ids.filter((id) => id !== null))]);
    }
    for (const event of left) await projection.apply(tx, known(event), reads);
    await projection.settle?.(tx, left.map(known), reads);
    return last.position;
  }

  private wants(event: NumberedEvent): boolean {
    return this.projection.wants?.(known(event)) ?? true;
  }
}

/** Every event in the log was recorded with the particulars of its type. */
const known = (event: NumberedEvent): EventOf<EventType> => event as EventOf<EventType>;
