import type { ExecutionResult } from "graphql";
import type { Context } from "./context";
import type { LiveRoot, LiveStream } from "./live";
import { isPassing, pause } from "./patience";
import { MOST_WAITING, type Guest, type Leaving, type Room, type Rooms, type Sink } from "./rooms";
import { isApart, type Sharing } from "./shared-frames";

/** How a subscription's operation is executed; shared by all who sent the same one. */
export interface Execution {
  /** Document and variables, except where to begin. */
  operation: string;
  /** For one viewer. Throws errors that are worth a retry. */
  alone(root: LiveRoot): Promise<ExecutionResult>;
  shared: Sharing["execute"];
  /** The last result of a stream that ends with an error. */
  failed(error: unknown, ctx: Context): ExecutionResult;
  /** Told how many payloads were handed to a sink. */
  delivered(payloads: number): void;
}

/** A sink that is notified when nothing more will come. */
export interface EndingSink extends Sink {
  /** The stream has ended: its last payload has been sent. */
  over(): void;
}

const asPayload = (result: ExecutionResult): Buffer => Buffer.from(JSON.stringify(result));

/**
 * One viewer's subscription. It writes to its sink: while catching up, each event's text, made once for all who read past it; then,
 * in a room with others of its audience, each new event; and what is specific to this viewer, executed for them alone. When the database
 * is unavailable it waits: the stream does not end.
 *
 * Ten thousand of these wait at once, so one that waits has no promise pending, and in a room no stream of its own.
 */
export class LiveSubscription implements Guest {
  private ended = false;
  private room: Room | null = null;
  private forgetBell: (() => void) | null = null;
  position = 0;

  constructor(
    private live: LiveStream | null,
    private readonly ctx: Context,
    private readonly execution: Execution,
    private readonly rooms: Rooms | null,
    readonly sink: EndingSink,
  ) {}

  get accountId(): string | null {
    return this.ctx.actor?.accountId ?? null;
  }

  /** Starts or resumes delivery. */
  start(): void {
    void this.run();
  }

  /** The reader has unsubscribed. */
  close(): void {
    this.ended = true;
    this.forgetBell?.();
    this.room?.remove(this);
    this.room = null;
    this.live?.close();
  }

  renew(): void {
    this.room?.dismiss(this, "RENEW");
  }

  send(payloads: readonly Buffer[]): void {
    if (this.ended) return;
    this.sink.send(payloads);
    this.execution.delivered(payloads.length);
  }

  /** Called by the room when this viewer must be served alone. */
  left(why: Leaving): void {
    if (!this.room || this.ended) return;
    this.live = this.room.streamFor(this.ctx, this.position);
    this.room = null;
    if (why === "SLOW") void this.sink.drained().then(() => this.run());
    else this.start();
  }

  private async run(): Promise<void> {
    try {
      while (this.live && !this.ended) {
        const { live, sink } = this;
        // Before rights are checked: a slow reader's may have ended by the time it has drained.
        if (sink.waiting > MOST_WAITING) await sink.drained();
        const ctx = await this.patiently(() => live.renew());
        if (!ctx) return;
        if (await this.deliverShared(live, ctx)) continue;
        const root = await this.patiently(() => live.nextNow());
        if (root) await this.deliver(live, root);
        else if (await this.rest(live)) return;
      }
    } catch (error) {
      if (this.ended) return;
      this.send([asPayload(this.execution.failed(error, this.ctx))]);
      this.close();
      this.sink.over();
    }
  }

  /** Delivers, in one write, the pending events that are the same for the audience; false when there are none. */
  private async deliverShared(live: LiveStream, ctx: Context): Promise<boolean> {
    const sharing = this.sharing(live, ctx);
    if (!sharing || !this.rooms) return false;
    const { frames } = this.rooms;
    const payloads: Buffer[] = [];
    let [size, moved] = [0, false];
    while (!this.ended && size < MOST_WAITING && !live.accountChanged) {
      const delivery = await this.patiently(() => live.upcoming());
      const frame = delivery && (await this.patiently(() => frames.of(sharing, delivery)));
      if (!frame || frame === "ALONE" || isApart(frame, this.accountId)) break;
      live.pass(delivery);
      moved = true;
      if (!frame.payload) continue;
      payloads.push(frame.payload);
      size += frame.payload.length;
    }
    if (payloads.length > 0) this.send(payloads);
    return moved;
  }

  private async deliver(live: LiveStream, root: LiveRoot): Promise<void> {
    let fresh = root;
    const result = await this.patiently(
      () => this.execution.alone(fresh),
      async () => void (fresh = await live.again(root)),
    );
    if (result) this.send([asPayload(result)]);
  }

  /** Waits in a room if this viewer's view can be shared, otherwise alone; false when there is work to do first. */
  private async rest(live: LiveStream): Promise<boolean> {
    const ctx = await this.patiently(() => live.renew());
    // Reading the account took a moment: events that came meanwhile are served first.
    if (this.ended || !ctx || !live.atHead || live.accountChanged) return false;
    const sharing = this.sharing(live, ctx);
    this.ctx.rest();
    if (sharing && this.rooms) {
      this.live = null;
      this.room = this.rooms.enter(sharing, this);
    } else this.forgetBell = live.onBell(() => this.start());
    return true;
  }

  private sharing(live: LiveStream, ctx: Context): Sharing | null {
    const { operation, shared: execute } = this.execution;
    const audience = live.stream.audience?.of(ctx) ?? null;
    if (audience === null || !this.rooms?.frames.mayShare(operation, audience)) return null;
    return { operation, audience, live, ctx, execute };
  }

  /** Retries until it succeeds or the stream is over (null); throws errors that retrying cannot help. */
  private async patiently<T>(work: () => Promise<T>, again?: () => Promise<void>): Promise<T | null> {
    for (let failures = 0; !this.ended; failures += 1) {
      try {
        if (failures > 0) await again?.();
        return await work();
      } catch (error) {
        if (!isPassing(error)) throw error;
        await pause(failures);
      }
    }
    return null;
  }
}

/**
 * A subscription for callers that need an iterator: it yields nothing, since everything goes directly to the sink, and is done when
 * the stream is over. Written by hand because a generator's `return()` waits behind its pending `await`.
 */
export class SubscriptionLife implements AsyncIterableIterator<never>, EndingSink {
  subscription: LiveSubscription | null = null;
  private isOver = false;
  private wake: () => void = () => undefined;

  constructor(private readonly sink: Sink) {}

  send(payloads: readonly Buffer[]): void {
    this.sink.send(payloads);
  }

  get waiting(): number {
    return this.sink.waiting;
  }

  drained(): Promise<void> {
    return this.sink.drained();
  }

  over(): void {
    this.isOver = true;
    this.wake();
  }

  async next(): Promise<IteratorResult<never>> {
    this.subscription?.start();
    if (!this.isOver) await new Promise<void>((wake) => (this.wake = wake));
    return { value: undefined, done: true };
  }

  return(): Promise<IteratorResult<never>> {
    this.subscription?.close();
    this.over();
    return Promise.resolve({ value: undefined, done: true });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
