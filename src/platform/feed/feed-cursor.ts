import type { LoggedEvent } from "./event.entity";
import type { Tail } from "./tail";

/** What the viewer's policy says of one event, asked at the moment of delivery. Throws to end the stream. */
export type Permit = (event: LoggedEvent) => Promise<boolean>;

export interface Delivery {
  /** null: no news, the reader has just caught up with the log. */
  event: LoggedEvent | null;
  /** Everything up to here has been delivered. */
  position: number;
  caughtUp: boolean;
}

/**
 * A subscriber's place in the log. Backfill, cut-over, live and catching up are one path: read what is after my place; when
 * there is nothing, wait for the bell. Holds no queue: a slow reader costs a number.
 *
 * Written by hand because a generator's `return()` waits behind its pending `await`, and the listener would outlive the client.
 */
export class FeedCursor implements AsyncIterableIterator<Delivery> {
  private closed = false;
  private caughtUp = false;
  private wake: (() => void) | undefined;
  private backlog: LoggedEvent[] = [];

  constructor(
    private readonly tail: Tail,
    private readonly topics: readonly string[],
    private place: number,
    private readonly permit: Permit,
  ) {}

  async next(): Promise<IteratorResult<Delivery>> {
    while (!this.closed) {
      const delivery = await this.nextNow();
      if (delivery) return { value: delivery, done: false };
      if (this.atHead) await this.bell();
    }
    return { value: undefined, done: true };
  }

  /** What there is now, without waiting; null when there is nothing more (see `atHead`) or the stream is over. */
  async nextNow(): Promise<Delivery | null> {
    while (!this.closed) {
      const event = await this.nextEvent();
      if (event) {
        this.place = event.position;
        if ((await this.permit(event)) && !this.closed)
          return { event, position: event.position, caughtUp: this.caughtUp };
      } else if (this.atHead) return this.caughtUp ? null : this.reachTheHead();
    }
    return null;
  }

  /** Nothing of ours is left in the log. Holds until the next turn of the event loop. */
  get atHead(): boolean {
    return (
      this.backlog.length === 0 &&
      this.place >= this.tail.oldestInMemory &&
      this.tail.next(this.topics, this.place) === undefined
    );
  }

  get position(): number {
    return this.place;
  }

  /** Somebody else has delivered everything up to here. */
  skipTo(position: number): void {
    this.place = Math.max(this.place, position);
    this.backlog = [];
  }

  return(): Promise<IteratorResult<Delivery>> {
    this.closed = true;
    this.wake?.();
    return Promise.resolve({ value: undefined, done: true });
  }

  throw(error: Error): Promise<IteratorResult<Delivery>> {
    void this.return();
    return Promise.reject(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private reachTheHead(): Delivery {
    this.caughtUp = true;
    this.place = Math.max(this.place, this.tail.position);
    return { event: null, position: this.place, caughtUp: true };
  }

  private async nextEvent(): Promise<LoggedEvent | undefined> {
    const old = this.backlog.shift();
    if (old) return old;
    if (this.place >= this.tail.oldestInMemory) return this.tail.next(this.topics, this.place);
    const { events, upTo } = await this.tail.readBack(this.topics, this.place);
    this.backlog = events;
    // Nothing of ours among them: look further on from there.
    if (events.length === 0) this.place = upTo > this.place ? upTo : this.tail.oldestInMemory;
    return this.backlog.shift();
  }

  /** Until there is something on our topics, or the stream is over. */
  bell(): Promise<void> {
    if (this.closed || !this.atHead) return Promise.resolve();
    return new Promise((resolve) => {
      const forget = this.tail.wait(this.topics, () => this.wake?.());
      this.wake = () => {
        this.wake = undefined;
        forget();
        resolve();
      };
    });
  }
}
