import { setImmediate as nextTurn } from "node:timers/promises";
import type { Tail } from "../feed/tail";
import { Multimap } from "../multimap";
import type { Context } from "./context";
import { LiveStream } from "./live";
import { isApart, type Frame, type SharedFrames, type Sharing } from "./shared-frames";
import { isPassing, pause } from "./patience";

/** The destination of ready payloads: one operation on one connection. */
export interface Sink {
  /** Sends the payloads, JSON texts as bytes, in one write. */
  send(payloads: readonly Buffer[]): void;
  /** Bytes handed over that the reader has not taken yet. */
  readonly waiting: number;
  /** Resolves when the reader has taken enough to continue, or is gone. */
  drained(): Promise<void>;
}

/** Why a guest leaves a room, to be served alone from their position. */
export type Leaving = "RENEW" | "APART" | "SLOW";

/** Above this a reader is slow: its position stays behind and it is served from the log when it has drained. */
export const MOST_WAITING = 65_536;
/** Other work is done between slices of this many sockets. */
const SLICE = 100;
/** Changes within this many milliseconds are sent together. */
const TOGETHER_MS = 20;

/** A subscriber waiting in a room. */
export interface Guest {
  readonly sink: Pick<Sink, "waiting">;
  readonly accountId: string | null;
  /** Everything up to here has been delivered, or was not for them. */
  position: number;
  /** Sends the payloads in one write. */
  send(payloads: readonly Buffer[]): void;
  /** They are out of the room, to be served from their position on. */
  left(why: Leaving): void;
  /** Their account has changed: they leave the room they are in. */
  renew(): void;
}

/**
 * Execute once, send many. A room holds those who wait for the same operation with the same variables and whom no policy distinguishes;
 * an event is executed once for them and its text written to each socket. A guest who needs more (a slow reader, changed
 * rights, a party of the case itself) leaves and is served alone, by the path everyone entered by.
 */
export class Rooms {
  private readonly rooms = new Map<string, Room>();
  private readonly byAccount = new Multimap<Guest>();

  constructor(
    private readonly tail: Tail,
    readonly frames: SharedFrames,
  ) {
    tail.observe((event) => {
      for (const topic of event.topicList)
        if (topic.startsWith("account:"))
          for (const guest of this.byAccount.of(topic.slice("account:".length))) guest.renew();
    });
  }

  /** The guest waits and is sent each new event until they must be served alone. Call only at the head of the log. */
  enter(sharing: Sharing, guest: Guest): Room {
    const { operation, audience, live } = sharing;
    const key = `${operation} ${live.stream.name} ${live.scope} ${audience}`;
    let room = this.rooms.get(key);
    if (!room) {
      const opened = new Room(this.tail, this.frames, sharing, (left) => {
        if (left.accountId !== null) this.byAccount.delete(left.accountId, left);
        if (opened.isEmpty) this.rooms.delete(key);
      });
      this.rooms.set(key, (room = opened));
    }
    guest.position = this.tail.position;
    room.add(guest);
    if (guest.accountId !== null) this.byAccount.add(guest.accountId, guest);
    return room;
  }
}

export class Room {
  private readonly guests = new Set<Guest>();
  private readonly topics: readonly string[];
  private place: number;
  private working = false;
  private lastSent = 0;
  private stopWaiting: () => void;

  constructor(
    private readonly tail: Tail,
    private readonly frames: SharedFrames,
    private readonly sharing: Sharing,
    private readonly onLeave: (guest: Guest) => void,
  ) {
    this.topics = sharing.live.topics;
    this.place = tail.position;
    this.stopWaiting = this.wait();
  }

  get isEmpty(): boolean {
    return this.guests.size === 0;
  }

  add(guest: Guest): void {
    this.guests.add(guest);
  }

  remove(guest: Guest): void {
    if (!this.guests.delete(guest)) return;
    if (this.isEmpty) this.stopWaiting();
    this.onLeave(guest);
  }

  dismiss(guest: Guest, why: Leaving): void {
    this.remove(guest);
    guest.left(why);
  }

  /** The stream that all in this room follow, for one of them alone. */
  streamFor(ctx: Context, position: number): LiveStream {
    return new LiveStream(ctx, this.sharing.live.stream, position, true);
  }

  private wait(): () => void {
    return this.tail.wait(this.topics, () => void this.work());
  }

  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    try {
      const early = this.lastSent + TOGETHER_MS - performance.now();
      if (early > 0) await new Promise((done) => setTimeout(done, early));
      for (let failures = 0; this.guests.size > 0;) {
        const frames = await this.collect().catch((error: unknown) => {
          if (isPassing(error)) return "LATER" as const;
          throw error;
        });
        if (frames === "LATER") await pause(failures++);
        else if (frames) await this.send(frames);
        else break;
      }
    } catch (error) {
      // Each is served alone, and gets their own error.
      this.sharing.ctx.services.log.warn({ err: error }, "a shared delivery failed; its readers are served one by one");
      this.dismissAll();
    } finally {
      this.working = false;
      // Something may have come since the last look.
      if (this.guests.size > 0 && this.tail.next(this.topics, this.place)) void this.work();
      else if (this.guests.size > 0) this.stopWaiting = this.wait();
    }
  }

  /** Everything new, executed once; null when there is nothing new. */
  private async collect(): Promise<Frame[] | null> {
    if (this.place < this.tail.oldestInMemory) {
      this.dismissAll();
      return null;
    }
    const frames: Frame[] = [];
    let place = this.place;
    let event = this.tail.next(this.topics, place);
    if (!event) return null;
    for (; event; event = this.tail.next(this.topics, place)) {
      const frame = await this.frames.of(this.sharing, { event, position: event.position, caughtUp: true });
      if (frame === "ALONE") {
        this.dismissAll();
        return null;
      }
      frames.push(frame);
      place = event.position;
    }
    this.place = place;
    return frames;
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
    const { accountId, sink } = guest;
    const mine = frames.filter(({ position }) => position > guest.position);
    if (mine.some((frame) => isApart(frame, accountId))) this.dismiss(guest, "APART");
    else if (sink.waiting > MOST_WAITING) this.dismiss(guest, "SLOW");
    else {
      const payloads = mine.flatMap(({ payload }) => payload ?? []);
      if (payloads.length > 0) guest.send(payloads);
      guest.position = Math.max(guest.position, last);
    }
  }

  private dismissAll(): void {
    for (const guest of [...this.guests]) this.dismiss(guest, "APART");
  }
}
