import type { Socket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { WebSocket } from "ws";
import type { Sink } from "../graphql/rooms";
import { Refusal } from "../refusal";

const ENOUGH_TAKEN = 65_536;
const LOOK_AGAIN_MS = 50;
const LONGEST_MS = 30_000;
const TRY_AGAIN_LATER = 1013;
const END = Buffer.from("}");

/** One operation on one socket, as graphql-transport-ws frames it: `{"id":…,"type":"next","payload":…}`. */
export class SocketSink implements Sink {
  private readonly begin: Buffer;

  constructor(
    private readonly websocket: WebSocket,
    private readonly wire: Socket,
    operationId: string,
  ) {
    this.begin = Buffer.from(`{"id":${JSON.stringify(operationId)},"type":"next","payload":`);
  }

  send(payloads: readonly Buffer[]): void {
    if (this.websocket.readyState !== this.websocket.OPEN) return;
    this.wire.cork();
    for (const payload of payloads) this.websocket.send(Buffer.concat([this.begin, payload, END]), { binary: false });
    this.wire.uncork();
  }

  get waiting(): number {
    return this.websocket.bufferedAmount;
  }

  /** A reader that takes nothing for half a minute is sent away; it comes back with its cursor when it can. */
  async drained(): Promise<void> {
    const deadline = performance.now() + LONGEST_MS;
    while (this.waiting > ENOUGH_TAKEN && this.websocket.readyState === this.websocket.OPEN) {
      if (performance.now() > deadline) {
        this.websocket.close(TRY_AGAIN_LATER, "CONSUMER_TOO_SLOW");
        throw new Refusal("CONSUMER_TOO_SLOW");
      }
      await delay(LOOK_AGAIN_MS, undefined, { ref: false });
    }
  }
}
