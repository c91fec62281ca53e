import type { NumberedEvent } from "../database/event.entity";
import type { Lasting, Tail } from "./tail";

/** The viewer's policy for one event, asked at the moment of delivery. Throws to end the stream. */
export type Permit = (event: NumberedEvent) => Promise<boolean>;

export interface Delivery {
  /** null: no event, the reader has just caught up with the log. */
  event: NumberedEvent | null;
  /** Everything up to here has been delivered. */
  position: number;
  caughtUp: boolean;
}

/**
 * A subscriber's place in the log. Backfill, cut-over, live and catching up are one path: read what is after the place; when
 * there is nothing, wait for the bell. Holds no queue: a slow reader costs a number.
 */
export class FeedCursor {
  private closed = false;
  /** Events read from the log's older part and not yet delivered. */
  private backlog: readonly NumberedEvent[] | undefined;

  constructor(
    private readonly tail: Tail,
    private topics: readonly string[],
    private place: number,
    private readonly permit: Permit,
    private caughtUp: boolean,
    /** By what the events of its topics are found in the log. */
    private readonly lasting: Lasting,
  ) {}

  /** The next event that this reader may see; null when there are no more (see `atHead`) or the stream is over. */
  async nextNow(): Promise<Delivery | null> {
    for (;;) {
      const delivery = await this.upcoming();
      // When the check itself fails, the event remains the next one.
      const permitted = !delivery?.event || (await this.permit(delivery.event));
      if (!delivery || this.closed) return null;
      this.pass(delivery);
      if (permitted) return delivery;
    }
  }

  /** The next event, regardless of who may see it; it stays the next until it is passed. Null as for `nextNow`. */
  async upcoming(): Promise<Delivery | null> {
    while (!this.closed) {
      const event = await this.peek();
      if (event) return { event, position: event.position, caughtUp: this.caughtUp };
      if (!this.atHead) continue;
      return this.caughtUp ? null : { event: null, position: Math.max(this.place, this.tail.position), caughtUp: true };
    }
    return null;
  }

  pass({ event, position }: Delivery): void {
    this.place = position;
    if (!event) this.caughtUp = true;
    if (!event || this.backlog?.[0] !== event) return;
    const left = this.backlog.slice(1);
    this.backlog = left.length > 0 ? left : undefined;
  }

  /** No event of these topics is left in the log. Valid until the next turn of the event loop. */
  get atHead(): boolean {
    return (
      !this.backlog && this.place >= this.tail.oldestInMemory && this.tail.next(this.topics, this.place) === undefined
    );
  }

  get position(): number {
    return this.place;
  }

  /** Changes the topics from here on. */
  follow(topics: readonly string[]): void {
    this.topics = topics;
  }

  close(): void {
    this.closed = true;
  }

  private async peek(): Promise<NumberedEvent | undefined> {
    if (this.backlog) return this.backlog[0];
    if (this.place >= this.tail.oldestInMemory) return this.tail.next(this.topics, this.place);
    const { events, upTo } = await this.tail.readBack(this.topics, this.place, this.lasting);
    // None of these topics among them: continue from there.
    if (events.length === 0) this.place = upTo > this.place ? upTo : this.tail.oldestInMemory;
    else this.backlog = events;
    return events[0];
  }
}
