import type { ServerResponse } from "node:http";
import type { Sink } from "../graphql/rooms";

const BEGIN = Buffer.from("event: next\ndata: ");
const END = Buffer.from("\n\n");

/** A frame names no client: all who are sent the same payload are sent the same bytes. */
const frames = new WeakMap<Buffer, Buffer>();

function frameOf(payload: Buffer): Buffer {
  let frame = frames.get(payload);
  if (!frame) frames.set(payload, (frame = Buffer.concat([BEGIN, payload, END])));
  return frame;
}

/** One operation on one response, as graphql-sse frames it in distinct connections mode: `event: next`, `data: …`. */
export class SseSink implements Sink {
  private closed = false;
  private readonly waiters: (() => void)[] = [];

  constructor(private readonly response: ServerResponse) {
    response.on("drain", () => this.release());
  }

  send(payloads: readonly Buffer[]): void {
    if (this.closed) return;
    const [first, ...others] = payloads.map(frameOf);
    if (first) this.response.write(others.length > 0 ? Buffer.concat([first, ...others]) : first);
  }

  get waiting(): number {
    return this.response.writableLength;
  }

  async drained(): Promise<void> {
    if (this.closed || !this.response.writableNeedDrain) return;
    await new Promise<void>((done) => this.waiters.push(done));
  }

  /** Accepts no more, and releases those who waited for it. */
  close(): void {
    this.closed = true;
    this.release();
  }

  private release(): void {
    for (const done of this.waiters.splice(0)) done();
  }
}
