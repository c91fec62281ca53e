import { LRUCache } from "lru-cache";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { LoggedEvent } from "../feed/event.entity";
import type { Tail } from "../feed/tail";
import { AudienceActor, type Actor } from "../identity/actor";
import type { Context } from "./context";
import type { LiveRoot, LiveStream } from "./live";

/** Where ready payloads go: one operation on one socket. */
export interface Sink {
  /** Sends the payloads, JSON texts as bytes, in one write. */
  send(payloads: readonly Buffer[]): void;
  /** Bytes handed over that the reader has not taken yet. */
  readonly waiting: number;
  /** Resolves when the reader has taken enough to go on; rejects when it took too long. */
  drained(): Promise<void>;
}

/** Why somebody leaves a room, to be served on their own from where they stand. */
export type Leaving = "RENEW" | "APART" | "SLOW" | "OVER";

/** Over this much a reader is slow: its place stays behind and is served from the log when it has drained. */
const MOST_WAITING = 1_048_576;
/** Between slices of so many sockets other work is done. */
const SLICE = 100;
/** Changes within this many milliseconds leave together. */
const TOGETHER_MS = 20;

/** Executes the operation for an audience; null when the result cannot be shared. */
export type ExecuteShared = (ctx: Context, root: LiveRoot) => Promise<Buffer | null>;

interface Guest {
  sink: Sink;
  actor: Actor | null;
  /** Everything up to here has been delivered, or was not for them. */
  position: number;
  leave(why: Leaving): void;
}

interface Frame {
  position: number;
  payload: Buffer;
  apart: readonly string[];
}

/**
 * Execute once, send many. A room holds those who wait for the same operation with the same variables and whom no policy tells
 * apart; an event is executed once for them and its text written to each socket. Whoever needs more (a slow reader, changed
 * rights, a party of the very case) leaves and is served alone, by the path everybody came in by.
 */
export class Rooms {
  private readonly rooms = new Map<string, Room>();
  private readonly guests = new Map<string, Set<Guest>>();
  /** Operations that turned out to show each viewer something of their own. */
  private readonly personal = new LRUCache<string, true>({ max: 1_000 });

  constructor(private readonly tail: Tail) {
    tail.observe((event) => {
      for (const topic of event.topicList)
        if (topic.startsWith("account:"))
          for (const guest of [...(this.guests.get(topic.slice("account:".length)) ?? [])]) guest.leave("RENEW");
    });
  }

  mayShare(operation: string): boolean {
    return !this.personal.has(operation);
  }

  /** Waits in the room, being sent what comes, until something must be done for this one alone. Call only at the head of the log. */
  stay(
    operation: string,
    audience: string,
    live: LiveStream,
    ctx: Context,
    sink: Sink,
    execute: ExecuteShared,
  ): { left: Promise<Leaving>; guest: Guest } {
    const key = `${operation} ${live.stream.name} ${audience}`;
    let room = this.rooms.get(key);
    if (!room) {
      const opened = new Room(this.tail, live, ctx, execute, {
        empty: () => this.rooms.delete(key),
        personal: () => void this.personal.set(operation, true),
      });
      this.rooms.set(key, (room = opened));
    }
    let resolve: (why: Leaving) => void = () => undefined;
    const left = new Promise<Leaving>((done) => (resolve = done));
    const own = room;
    const guest: Guest = {
      sink,
      actor: ctx.actor,
      position: this.tail.position,
      leave: (why) => {
        own.remove(guest);
        this.forget(guest);
        resolve(why);
      },
    };
    own.add(guest);
    if (ctx.actor) {
      const known = this.guests.get(ctx.actor.accountId) ?? new Set();
      this.guests.set(ctx.actor.accountId, known.add(guest));
    }
    return { left, guest };
  }

  private forget(guest: Guest): void {
    if (!guest.actor) return;
    const known = this.guests.get(guest.actor.accountId);
    if (known?.delete(guest) && known.size === 0) this.guests.delete(guest.actor.accountId);
  }
}

class Room {
  private readonly guests = new Set<Guest>();
  private place: number;
  private working = false;
  private lastSent = 0;
  private stopWaiting: () => void;

  constructor(
    private readonly tail: Tail,
    private readonly live: LiveStream,
    /** Of the first who came; its person is never used. */
    private readonly ctx: Context,
    private readonly run: ExecuteShared,
    private readonly tell: { empty(): void; personal(): void },
  ) {
    this.place = tail.position;
    this.stopWaiting = this.wait();
  }

  add(guest: Guest): void {
    this.guests.add(guest);
  }

  remove(guest: Guest): void {
    this.guests.delete(guest);
    if (this.guests.size > 0) return;
    this.stopWaiting();
    this.tell.empty();
  }

  private wait(): () => void {
    return this.tail.wait(this.live.stream.topics, () => void this.work());
  }

  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    try {
      const early = this.lastSent + TOGETHER_MS - performance.now();
      if (early > 0) await new Promise((done) => setTimeout(done, early));
      while (this.guests.size > 0) {
        const frames = await this.collect();
        if (!frames) break;
        await this.send(frames);
      }
    } catch (error) {
      // Each is served alone, and is told alone what is wrong.
      this.ctx.services.log.warn({ err: error }, "a shared delivery failed; its readers are served one by one");
      this.dismiss();
    } finally {
      this.working = false;
      if (this.guests.size > 0) this.stopWaiting = this.wait();
    }
  }

  /** Everything new, executed once; null when there is nothing. */
  private async collect(): Promise<Frame[] | null> {
    const { stream } = this.live;
    if (this.place < this.tail.oldestInMemory) {
      this.dismiss();
      return null;
    }
    const frames: Frame[] = [];
    let event = this.tail.next(stream.topics, this.place);
    if (!event) return null;
    for (; event; event = this.tail.next(stream.topics, event.position)) {
      const frame = await this.frame(event);
      if (frame === "ALONE") {
        this.dismiss();
        return null;
      }
      if (frame) frames.push(frame);
      this.place = event.position;
    }
    return frames;
  }

  private async frame(event: LoggedEvent): Promise<Frame | "ALONE" | null> {
    const { actor: first, locale } = this.ctx;
    const loaders = this.ctx.services.readsOf(event.position);
    const apart = (await this.live.stream.audience?.apart(event, loaders)) ?? [];
    const anybody = first && new AudienceActor(first.roles, locale, apart);
    try {
      const frame = await this.execute(event, this.ctx.renewed(anybody, loaders), apart);
      if (!anybody?.wasPersonal) return frame;
    } catch (error) {
      if (!anybody?.wasPersonal) throw error;
    }
    this.tell.personal();
    return "ALONE";
  }

  private async execute(event: LoggedEvent, ctx: Context, apart: readonly string[]): Promise<Frame | "ALONE" | null> {
    if (!(await this.live.stream.permit(ctx, event))) return null;
    const delivery = { event, position: event.position, caughtUp: true };
    const payload = await this.run(ctx, { ctx, delivery, cursor: this.live.cursorAt(event.position) });
    if (payload === null) return "ALONE";
    return { position: event.position, payload, apart };
  }

  private async send(frames: readonly Frame[]): Promise<void> {
    const last = this.place;
    let inSlice = 0;
    for (const guest of [...this.guests]) {
      this.serve(guest, frames, last);
      inSlice += 1;
      if (inSlice === SLICE) {
        inSlice = 0;
        await nextTurn();
      }
    }
    this.lastSent = performance.now();
  }

  private serve(guest: Guest, frames: readonly Frame[], last: number): void {
    if (!this.guests.has(guest)) return;
    const { actor, sink } = guest;
    const mine = frames.filter(({ position }) => position > guest.position);
    if (actor && mine.some(({ apart }) => apart.includes(actor.accountId))) guest.leave("APART");
    else if (sink.waiting > MOST_WAITING) guest.leave("SLOW");
    else {
      if (mine.length > 0) sink.send(mine.map(({ payload }) => payload));
      guest.position = Math.max(guest.position, last);
    }
  }

  private dismiss(): void {
    for (const guest of [...this.guests]) guest.leave("APART");
  }
}
