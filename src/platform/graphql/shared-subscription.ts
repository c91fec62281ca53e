import type { ExecutionResult, GraphQLError } from "graphql";
import type { Context } from "./context";
import type { LiveRoot, LiveStream } from "./live";
import type { ExecuteShared, Leaving, Rooms, Sink } from "./rooms";

interface Work {
  operation: string;
  execute(ctx: Context, root: LiveRoot): Promise<ExecutionResult>;
  executeShared: ExecuteShared;
  maskOne(error: unknown): GraphQLError;
}

/**
 * A subscription that is served alone until it has caught up, then waits in a room with others of its audience, where its payloads
 * are written to its socket past this iterator: graphql-ws keeps the operation's life, the room its deliveries.
 */
export class SharedSubscription implements AsyncIterableIterator<ExecutionResult> {
  private ended = false;
  private inRoom: { leave(why: Leaving): void } | null = null;

  constructor(
    private readonly live: LiveStream,
    private readonly ctx: Context,
    private readonly sink: Sink,
    private readonly rooms: Rooms,
    private readonly work: Work,
  ) {}

  async next(): Promise<IteratorResult<ExecutionResult>> {
    try {
      while (!this.ended) {
        const root = await this.live.nextNow();
        if (root) return { value: await this.work.execute(root.ctx, root), done: false };
        if (!this.ended) await this.stay();
      }
    } catch (error) {
      await this.return();
      return { value: { errors: [this.work.maskOne(error)] }, done: false };
    }
    return { value: undefined, done: true };
  }

  async return(): Promise<IteratorResult<ExecutionResult>> {
    this.ended = true;
    this.inRoom?.leave("OVER");
    await this.live.return();
    return { value: undefined, done: true };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** In the room if this viewer's view can be shared; otherwise alone until there is something. */
  private async stay(): Promise<void> {
    const { rooms, live, work, sink } = this;
    const ctx = await live.renew();
    const audience = rooms.mayShare(work.operation) ? (live.stream.audience?.of(ctx) ?? null) : null;
    if (audience === null) return live.wait();
    // Looking at the account took a moment: whatever came meanwhile is served first.
    if (!live.atHead || this.ended) return;
    const { left, guest } = rooms.stay(work.operation, audience, live, ctx, sink, work.executeShared);
    this.inRoom = guest;
    const why = await left;
    this.inRoom = null;
    live.skipTo(guest.position);
    if (why === "SLOW") await sink.drained();
    // A right that was lost ends the stream now, also when nothing happens any more.
    if (why === "RENEW") await live.renew();
  }
}
