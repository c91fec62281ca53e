import type { CloudEvent } from "./cloud-event";

/** An event as it leaves. */
export interface OutgoingEvent {
  /** `case.RULING_ISSUED`: of whose history it is, and what happened. */
  topic: string;
  /** The event's own id, unless it is sent anew because somebody asked for that. Receivers that forget duplicates go by it. */
  messageId: string;
  event: CloudEvent;
}

/** How many events are kept there, from the first on; and why not all of them. */
export interface Accepted {
  count: number;
  problem: unknown;
}

/**
 * Where events go. NATS JetStream is one (`nats-sink.ts`). Another has to promise the same: what it says is accepted is kept, no event is
 * kept before one that precedes it, and the same message id twice in a row of retries is kept once, or is recognised by its readers.
 */
export interface EventSink {
  /** In this order. Does not throw for what fails on the way: that is the `problem`. */
  publish(events: readonly OutgoingEvent[]): Promise<Accepted>;
  /** False once it cannot publish any more: another one has to be opened. */
  readonly isOpen: boolean;
  /** Does not throw. */
  close(): Promise<void>;
}
