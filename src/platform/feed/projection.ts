import type { Logger } from "pino";
import type { Database } from "../database/database";
import { allOf, list, raw, sql } from "../database/sql";
import type { Tx } from "../database/tx";
import { logFault } from "../log-fault";
import { RungWork } from "../rung-work";
import type { EventType } from "../database/event";
import { LoggedEvent, type EventOf } from "../database/event.entity";
import { ProjectionPlace } from "./projection-place.entity";
import type { Tail } from "./tail";

/**
 * What a downstream noun derives from the log. Each event of its types is given to `apply` once over all nodes, in the log's order, in
 * the transaction that saves the place. Under a new name it starts at the log's beginning, and so fills its tables automatically.
 */
export interface Projection<T extends EventType = EventType> {
  name: string;
  /** null: any type. */
  types: ReadonlySet<T> | null;
  /** A condition beyond the type. */
  wants?(event: EventOf<T>): boolean;
  /** The rows may be newer than the event. Must take bounded work. */
  apply(tx: Tx, event: EventOf<T>): Promise<void>;
}

const PAGE = 1_000;

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
  ): Promise<Projector> {
    await makePlaces(database, projections);
    const runs = projections.map((projection) => new Run(database, projection, tail.position, log));
    const stopWatching = tail.observe((event) => {
      for (const run of runs) run.hear(event);
    });
    for (const run of runs) run.ring();
    return new Projector(tail, runs, stopWatching);
  }

  /** Reads what is committed now, including what projections themselves recorded meanwhile. */
  async catchUp(): Promise<void> {
    let moved: boolean;
    do {
      await this.tail.catchUp();
      const behind = this.runs.filter((run) => run.isBehind);
      moved = (await Promise.all(behind.map((run) => run.catchUp()))).includes(true);
    } while (moved);
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

  constructor(
    private readonly database: Database,
    private readonly projection: Projection,
    /** The position of the last event for it. */
    private wanted: number,
    private readonly log: Logger,
  ) {}

  hear(event: LoggedEvent): void {
    if (this.projection.types?.has(event.type) === false || !this.wants(event)) return;
    this.wanted = event.position;
    this.ring();
  }

  ring(): void {
    this.runs.ring();
  }

  get isBehind(): boolean {
    return this.looked === null || this.looked < this.wanted;
  }

  /** True when it found something to do. */
  async catchUp(): Promise<boolean> {
    return (await this.runs.catchUp()).includes(true);
  }

  stop(): Promise<void> {
    return this.runs.stop();
  }

  private async work(): Promise<boolean> {
    this.looked ??= (await this.database.findOne(ProjectionPlace, { id: this.projection.name }))?.position ?? 0;
    let moved = false;
    while (this.looked < this.wanted && !this.runs.isStopped) {
      const upTo = Math.min(this.looked + PAGE, this.wanted);
      for (const event of await this.events(this.looked, upTo)) {
        if (this.runs.isStopped) return moved;
        await this.database.transact((tx) => this.take(tx, event));
        moved = true;
      }
      this.looked = upTo;
    }
    return moved;
  }

  private async events(after: number, upTo: number): Promise<LoggedEvent[]> {
    const { types } = this.projection;
    const where = allOf([
      sql`t.position > ${after} AND t.position <= ${upTo}`,
      types && sql`t.type IN (${list([...types])})`,
    ]);
    const events = await this.database.select(LoggedEvent, sql`FROM event_log t WHERE ${where} ORDER BY t.position`);
    return events.filter((event) => this.wants(event));
  }

  private async take(tx: Tx, event: LoggedEvent): Promise<void> {
    const place = await tx.lock(ProjectionPlace, this.projection.name);
    if (!place) throw new Error(`the projection ${this.projection.name} has no place`);
    if (place.position >= event.position) return; // another node has
    tx.change(place, { position: event.position });
    await this.projection.apply(tx, known(event));
  }

  private wants(event: LoggedEvent): boolean {
    return this.projection.wants?.(known(event)) ?? true;
  }
}

/** Every event in the log was recorded with the particulars of its type. */
const known = (event: LoggedEvent): EventOf<EventType> => event as EventOf<EventType>;
