import type { Logger } from "pino";
import type { Database } from "../database/database";
import { Loaders } from "../database/loaders";
import type { EntityClass } from "../database/row-mapper";
import { allOf, list, raw, sql } from "../database/sql";
import type { Tx } from "../database/tx";
import { logFault } from "../log-fault";
import { RungWork } from "../rung-work";
import { SerialQueue } from "../serial-queue";
import { UnderWay } from "../under-way";
import type { EventType } from "../database/event";
import { LoggedEvent, type EventOf } from "../database/event.entity";
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
   * writes meanwhile but this projection, which then changes them in place: they are read once.
   */
  ahead?(known: Loaders, event: EventOf<T>): Promise<unknown>;
  /** Rows that have to be locked before any event is applied, because `apply` takes a lock that comes after theirs. */
  locks?: { entity: EntityClass<{ id: string }>; of(known: Loaders, event: EventOf<T>): Promise<string | null> };
  /** The rows may be newer than the event. Must take bounded work. */
  apply(tx: Tx, event: EventOf<T>, known: Loaders): Promise<void>;
}

const PAGE = 1_000;
/**
 * So many events share a transaction at most: for most of them its commit would cost more than they do. On SQLite a commit costs little,
 * and statements hold up the process.
 */
const TOGETHER = 50;
const TOGETHER_ON_SQLITE = 5;
/** While requests are under way, a projection that is far behind rests so many times as long as it worked. */
const REST = 9;
const LONGEST_REST_MS = 500;

/** The process's one reader for all projections. Nodes may read at once: the place's row lock lets one of them apply each event. */
export class Projector {
  private constructor(
    private readonly tail: Tail,
    private readonly runs: readonly Run[],
    private readonly stopWatching: () => void,
  ) {}

  static async start(
    database: Database,
    tail: Tail,
    projections: readonly Projection[],
    log: Logger,
    requests = new UnderWay(),
  ): Promise<Projector> {
    await makePlaces(database, projections);
    const patience: Patience = { requests, turns: new SerialQueue() };
    const runs = projections.map((projection) => new Run(database, tail, projection, patience, log));
    const stopWatching = tail.observe((event) => {
      for (const run of runs) run.hear(event);
    });
    for (const run of runs) run.ring();
    return new Projector(tail, runs, stopWatching);
  }

  /** Reads what is committed now, including what projections themselves recorded meanwhile. */
  async catchUp(): Promise<void> {
    // Twice without work: one that had just ended may have recorded what the first look at the log was too early for.
    for (let idle = 0; idle < 2;) {
      await this.tail.catchUp();
      const behind = this.runs.filter((run) => run.isBehind);
      const moved = (await Promise.all(behind.map((run) => run.catchUp()))).includes(true);
      idle = moved ? 0 : idle + 1;
    }
  }

  /** By name: how many events of the log each has yet to look at. */
  get lags(): Record<string, number> {
    return Object.fromEntries(this.runs.map(({ name, lag }) => [name, lag]));
  }

  async stop(): Promise<void> {
    this.stopWatching();
    await Promise.all(this.runs.map((run) => run.stop()));
  }
}

async function makePlaces(database: Database, projections: readonly Projection[]): Promise<void> {
  const insert = database.isSqlite ? "INSERT OR IGNORE" : "INSERT IGNORE";
  await database.transact(async (tx) => {
    for (const { name } of projections)
      tx.execute(sql`${raw(insert)} INTO projection_place (id, position) VALUES (${name}, 0)`);
  });
}

/** What projections that are far behind wait for: requests under way, and each other. */
interface Patience {
  requests: UnderWay;
  turns: SerialQueue;
}

/** One projection on this node. */
class Run {
  /** Returns whether it found something to do. It stops rather than skip an event; the next ring or sweep tries again. */
  private readonly runs = new RungWork(
    () => this.work(),
    (error) =>
      logFault(this.log, error, { projection: this.projection.name }, "a projection could not continue; trying again"),
  );
  /** How far it has processed the log; null before it has read its place. Kept in memory, so that idle projections write nothing. */
  private looked: number | null = null;
  /** The position of the last event for it. */
  private wanted: number;

  constructor(
    private readonly database: Database,
    private readonly tail: Tail,
    private readonly projection: Projection,
    private readonly patience: Patience,
    private readonly log: Logger,
  ) {
    this.wanted = tail.position;
  }

  hear(event: LoggedEvent): void {
    if (this.projection.types?.has(event.type) === false || !this.wants(event)) return;
    this.wanted = event.position;
    this.ring();
  }

  ring(): void {
    this.runs.ring();
  }

  get name(): string {
    return this.projection.name;
  }

  get isBehind(): boolean {
    return this.looked === null || this.looked < this.wanted;
  }

  get lag(): number {
    return this.isBehind ? this.wanted - (this.looked ?? 0) : 0;
  }

  /** True when it found something to do. */
  async catchUp(): Promise<boolean> {
    return (await this.runs.catchUp()).includes(true);
  }

  stop(): Promise<void> {
    return this.runs.stop();
  }

  private async work(): Promise<boolean> {
    // The tail tells of the events that it has read one after the other: those that follow in the same turn belong to this run.
    await Promise.resolve();
    this.looked ??= (await this.database.findOne(ProjectionPlace, { id: this.projection.name }))?.position ?? 0;
    let moved = false;
    while (this.looked < this.wanted && !this.runs.isStopped) {
      const upTo = Math.min(this.looked + PAGE, this.wanted);
      const isFarBehind = this.wanted - this.looked > PAGE;
      const events = await this.events(this.looked, upTo);
      const together = this.database.isSqlite ? TOGETHER_ON_SQLITE : TOGETHER;
      for (let first = 0; first < events.length; first += together) {
        if (this.runs.isStopped) return moved;
        const group = events.slice(first, first + together);
        await (isFarBehind ? this.patience.turns.run(() => this.takePatiently(group)) : this.takeTogether(group));
        moved = true;
      }
      this.looked = upTo;
    }
    return moved;
  }

  /** A projection that begins at the log's beginning has time, and people who wait for an answer have not. */
  private async takePatiently(events: readonly LoggedEvent[]): Promise<void> {
    const began = performance.now();
    await this.takeTogether(events);
    await this.patience.requests.quiet(Math.min(LONGEST_REST_MS, REST * (performance.now() - began)));
  }

  /** When one of them fails each is taken alone, so that it stands still exactly before the one that fails. */
  private async takeTogether(events: readonly LoggedEvent[]): Promise<void> {
    try {
      await this.database.transact((tx) => this.take(tx, events));
    } catch (error) {
      if (events.length === 1) throw error;
      for (const event of events) {
        if (this.runs.isStopped) return;
        await this.database.transact((tx) => this.take(tx, [event]));
      }
    }
  }

  private async events(after: number, upTo: number): Promise<LoggedEvent[]> {
    if (after >= this.tail.oldestInMemory)
      return this.tail
        .inMemory(after, upTo)
        .filter((event) => this.projection.types?.has(event.type) !== false && this.wants(event));
    const { types } = this.projection;
    const where = allOf([
      sql`t.position > ${after} AND t.position <= ${upTo}`,
      types && sql`t.type IN (${list([...types])})`,
    ]);
    const events = await this.database.select(LoggedEvent, sql`FROM event_log t WHERE ${where} ORDER BY t.position`);
    return events.filter((event) => this.wants(event));
  }

  private async take(tx: Tx, events: readonly LoggedEvent[]): Promise<void> {
    const { projection } = this;
    const place = await tx.lock(ProjectionPlace, projection.name);
    if (!place) throw new Error(`the projection ${projection.name} has no place`);
    // The others another node has taken.
    const left = events.filter(({ position }) => position > place.position);
    const last = left.at(-1);
    if (!last) return;
    tx.change(place, { position: last.position });
    const reads = new Loaders(tx);
    await Promise.all(left.map(async (event) => projection.ahead?.(reads, known(event))));
    const { locks } = projection;
    if (locks) {
      const ids = await Promise.all(left.map((event) => locks.of(reads, known(event))));
      tx.lockAll(locks.entity, [...new Set(ids.filter((id) => id !== null))]);
    }
    for (const event of left) await projection.apply(tx, known(event), reads);
  }

  private wants(event: LoggedEvent): boolean {
    return this.projection.wants?.(known(event)) ?? true;
  }
}

/** Every event in the log was recorded with the particulars of its type. */
const known = (event: LoggedEvent): EventOf<EventType> => event as EventOf<EventType>;
