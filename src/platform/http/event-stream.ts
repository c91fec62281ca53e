import { OperationTypeNode, type ExecutionResult, type GraphQLError } from "graphql";
import type { ServerResponse } from "node:http";
import type { Context } from "../graphql/context";
import type { Pipeline, Prepared } from "../graphql/pipeline";
import type { LiveConnection } from "./live-connections";
import { SseSink } from "./sse-sink";

/**
 * One client's operation. graphql-sse gets only its end: payloads bypass graphql-sse's queue and go straight to the response, as those it
 * shares with others do, so that they stay in order.
 */
export class EventStream implements AsyncIterable<ExecutionResult>, LiveConnection {
  doubted = false;
  /** The response has begun. */
  open: () => void = () => undefined;
  private isOpen = false;
  private readonly opened = new Promise<void>((done) => {
    this.open = () => {
      this.isOpen = true;
      done();
    };
  });
  /** Why it ends as soon as the response has begun. */
  private endsBy: unknown = null;
  private readonly sink: SseSink;
  private over = false;
  private results: AsyncIterator<ExecutionResult> | null = null;

  constructor(
    private readonly pipeline: Pipeline,
    private readonly prepared: Prepared | { errors: readonly GraphQLError[] },
    readonly context: Context,
    readonly expiresAt: number,
    readonly address: string,
    response: ServerResponse,
  ) {
    this.sink = new SseSink(response);
  }

  get isOver(): boolean {
    return this.over;
  }

  /** Ends the stream before its operation, sending the reason. */
  end(why: unknown): void {
    if (this.over) return;
    // Written sooner, it would begin the response itself.
    if (!this.isOpen) return void (this.endsBy = why);
    this.send({ errors: [this.pipeline.maskOne(why, this.context)] });
    this.stop();
  }

  /** The connection's own timer detects readers that are gone or stalled. */
  look(): void {
    // Nothing to do each second.
  }

  /** Everything has been sent, or the client no longer listens. */
  stop(): void {
    this.over = true;
    this.sink.close();
    void this.results?.return?.();
  }

  [Symbol.asyncIterator](): AsyncIterator<ExecutionResult> {
    return { next: () => this.run().then(() => ({ value: undefined, done: true })) };
  }

  private async run(): Promise<void> {
    try {
      await this.opened;
      if (this.endsBy === null) await this.execute();
      else this.end(this.endsBy);
    } catch (error) {
      this.end(error);
    } finally {
      this.stop();
    }
  }

  private async execute(): Promise<void> {
    const { pipeline, prepared, context, sink } = this;
    if ("errors" in prepared)
      return this.send({ errors: prepared.errors.map((error) => pipeline.maskOne(error, context)) });
    if (prepared.operation.operation !== OperationTypeNode.SUBSCRIPTION)
      return this.send(await pipeline.execute(prepared, context));
    const results = await pipeline.subscribe(prepared, context, sink);
    if (!(Symbol.asyncIterator in results)) return this.send(results);
    this.results = results;
    if (this.over) this.stop();
    for await (const result of results) {
      this.send(result);
      await sink.drained();
    }
  }

  private send(result: ExecutionResult): void {
    this.sink.send([Buffer.from(JSON.stringify(result))]);
  }
}
