import { WebSocket } from "ws";
import type { EndingSink, LiveSubscription } from "../graphql/live-subscription";
import type { SocketConnection } from "./socket-connection";

/** Public in `ws`, left out of its types. */
const { Sender } = WebSocket as unknown as { Sender: { frame(data: Buffer, options: object): Buffer[] } };
const WHOLE_TEXT = { fin: true, opcode: 1, mask: false, readOnly: true, rsv1: false };

/** Each payload's last frame: most clients of one kind choose the same ids. */
const frames = new WeakMap<Buffer, { operationId: string; frame: Buffer }>();

/** One live stream on one socket, as graphql-transport-ws frames it: `{"id":…,"type":"next","payload":…}`. */
export class SocketSink implements EndingSink {
  /** The subscription that sends here, once it is open. */
  subscription: LiveSubscription | null = null;

  constructor(
    private readonly connection: SocketConnection,
    readonly operationId: string,
  ) {}

  /** Writes directly to the connection: header and text are one buffer, made once for all who use the same id, and several are sent in one write. */
  send(payloads: readonly Buffer[]): void {
    const { wire, isOpen } = this.connection;
    if (!wire || !isOpen) return;
    const [first, ...others] = payloads.map((payload) => this.frame(payload));
    if (first) wire.write(others.length > 0 ? Buffer.concat([first, ...others]) : first);
  }

  get waiting(): number {
    return this.connection.bufferedAmount;
  }

  /** Also resolves when the socket is closed meanwhile, as it is when its reader stalls for long. */
  async drained(): Promise<void> {
    const { wire } = this.connection;
    if (!wire?.writableNeedDrain || wire.destroyed) return;
    await new Promise<void>((done) => {
      const goOn = (): void => {
        wire.off("drain", goOn).off("close", goOn);
        done();
      };
      wire.on("drain", goOn).on("close", goOn);
    });
  }

  over(): void {
    this.connection.dropStream(this);
    this.connection.send(JSON.stringify({ id: this.operationId, type: "complete" }));
  }

  private frame(payload: Buffer): Buffer {
    const { operationId } = this;
    const known = frames.get(payload);
    if (known?.operationId === operationId) return known.frame;
    const begin = Buffer.from(`{"id":${JSON.stringify(operationId)},"type":"next","payload":`);
    const frame = Buffer.concat(Sender.frame(Buffer.concat([begin, payload, END]), WHOLE_TEXT));
    frames.set(payload, { operationId, frame });
    return frame;
  }
}

const END = Buffer.from("}");
