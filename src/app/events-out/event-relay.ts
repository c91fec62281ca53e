import type { Logger } from "pino";
import type { Clock } from "../../platform/clock";
import type { Database } from "../../platform/database/database";
import { sql } from "../../platform/database/sql";
import { eventsBetween } from "../../platform/feed/events-between";
import { numberedEvents } from "../../platform/feed/numbered-events";
import type { Tail } from "../../platform/feed/tail";
import { LeadLost } from "../../platform/lead-lost";
import type { Lead, Leaders } from "../../platform/leaders/leaders";
import { RungWork } from "../../platform/scheduling/rung-work";
import { MINUTE } from "../../platform/time";
import { cloudEvents, topicOf } from "./cloud-event";
import { EventRelayPlace, THE_RELAY } from "./event-relay-place.entity";
import type { EventSink } from "./event-sink";

/** Under which name it is led, see Leaders. */
export const RELAY_LEAD = "events-out";

/** Events under way at once; its place is written down once for all of them. */
const WINDOW = 500;
const TICK_MS = 1_000;

/** What it needs of the process. */
interface Services {
  database: Database;
  tail: Tail;
  clock: Clock;
  log: Logger;
  publicUrl: string;
}

/** How much of the log has yet to leave. */
export interface RelayLag {
  events: number;
  /** For how long the first of them has waited. */
  seconds: number;
}

/**
 * Hands every event of the log to a sink, in the log's order, each at least once: its place moves over what the sink has accepted, and over
 * nothing else. One process does it at a time. Whoever takes over sends again what is not written down as accepted, under the same ids.
 */
export class EventRelay {
  private readonly rounds = new RungWork(
    () => this.round(),
    (error) => this.failed(error),
  );
  private readonly stopListening: () => void;
  private sink: EventSink | null = null;
  private failingSince: number | null = null;
  private toldAt = -Infinity;

  constructor(
    private readonly services: Services,
    private readonly leaders: Leaders,
    private readonly open: () => Promise<EventSink>,
  ) {
    const ring = (): void => this.rounds.ring();
    const stopHearing = services.tail.observe(ring);
    const stopLeading = leaders.onLead(ring);
    const timer = setInterval(ring, TICK_MS).unref();
    this.stopListening = () => (clearInterval(timer), stopHearing(), stopLeading());
    ring();
  }

  /** null: another process leads, or the database was not asked yet. */
  async lag(): Promise<RelayLag | null> {
    const { database, tail, clock } = this.services;
    if (!this.leaders.of(RELAY_LEAD)) return null;
    const after = (await database.findOne(EventRelayPlace, { id: THE_RELAY }))?.position ?? 0;
    const events = Math.max(0, tail.position - after);
    if (events === 0) return { events, seconds: 0 };
    const [first] = await numberedEvents(database, sql`p.position = ${after + 1}`);
    return { events, seconds: first ? Math.max(0, (clock.now() - first.at) / 1_000) : 0 };
  }

  /** Waits for what is under way: not longer than the sink's patience. */
  async stop(): Promise<void> {
    this.stopListening();
    await this.rounds.stop();
    await this.letGo();
  }

  private async round(): Promise<void> {
    // The tail tells of the events that it has read one after the other: those that follow in the same turn belong to this round.
    await Promise.resolve();
    const lead = this.leaders.of(RELAY_LEAD);
    if (!lead) return this.letGo();
    try {
      while (!this.rounds.isStopped && this.leaders.of(RELAY_LEAD) === lead && (await this.step(lead)));
    } catch (error) {
      // Whoever leads now begins where this one has come to.
      if (!(error instanceof LeadLost)) throw error;
    }
  }

  /** True when there may be more. */
  private async step(lead: Lead): Promise<boolean> {
    const place = await this.place(lead);
    const head = this.services.tail.position;
    if (place.position >= head) return false;
    const upTo = Math.min(place.position + WINDOW, head);
    const events = await eventsBetween(this.services, place.position, upTo);
    const told = await cloudEvents(this.services.database, this.services.publicUrl, events);
    const outgoing = events.map((event, index) => ({
      topic: topicOf(event),
      messageId: place.replays === 0 ? event.hash : `${event.hash}/${place.replays}`,
      event: told[index] as (typeof told)[number],
    }));
    const { count, problem } = await (await this.openSink()).publish(outgoing);
    const accepted = count === events.length ? upTo : events[count - 1]?.position;
    if (accepted !== undefined) await this.keep(lead, place, accepted);
    if (count < events.length) throw problem;
    this.succeeded();
    return true;
  }

  private async place({ database }: Lead): Promise<EventRelayPlace> {
    const place = await database.findOne(EventRelayPlace, { id: THE_RELAY });
    if (!place) throw new Error("event_relay_place has no row: the migrations did not run");
    return place;
  }

  /** Unless somebody has moved the place meanwhile: then it goes on from there. */
  private async keep({ database }: Lead, { position, replays }: EventRelayPlace, accepted: number): Promise<void> {
    await database.transact(async (tx) => {
      const place = await tx.lock(EventRelayPlace, THE_RELAY);
      if (place?.position === position && place.replays === replays) tx.change(place, { position: accepted });
    });
  }

  private async openSink(): Promise<EventSink> {
    if (this.sink?.isOpen === false) await this.letGo();
    return (this.sink ??= await this.open());
  }

  private async letGo(): Promise<void> {
    const { sink } = this;
    this.sink = null;
    await sink?.close();
  }

  private failed(error: unknown): void {
    void this.letGo();
    const now = performance.now();
    this.failingSince ??= now;
    if (now - this.toldAt < MINUTE) return;
    this.toldAt = now;
    this.services.log.error({ err: error }, "events do not leave the platform; trying again");
  }

  private succeeded(): void {
    if (this.failingSince === null) return;
    this.failingSince = null;
    this.toldAt = -Infinity;
    this.services.log.info("events leave the platform again");
  }
}
