import { CloseCode, type WebSocket as ProtocolSocket } from "graphql-ws";
import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { WebSocket } from "ws";
import type { Context } from "../graphql/context";
import type { Limits } from "../graphql/limits";
import { Refusal } from "../refusal";
import { catalogued } from "../refusal-catalogue";
import type { LiveConnection } from "./live-connections";

const INIT_MS = 3_000;
const PINGS_TO_A_SLOW_READER = 3;

type Hear = (message: string) => Promise<void>;

/** A live stream on the socket. */
interface SocketStream {
  readonly operationId: string;
  readonly subscription: { close(): void } | null;
}

const NONE: readonly SocketStream[] = [];

/** What is done with what happens on a socket; one for all of a server. */
export interface SocketEvents {
  message(connection: SocketConnection, data: Buffer): void;
  pong(connection: SocketConnection): void;
  error(connection: SocketConnection, error: Error): void;
  close(connection: SocketConnection, code: number, reason: Buffer): void;
}

/**
 * One websocket, in the form graphql-ws needs, with our own state. Ten thousand of them wait in memory, so it is one object, and keeps
 * little.
 */
export class SocketConnection extends WebSocket implements ProtocolSocket, LiveConnection {
  /** Who opened it, as last read; a context is renewed from it for each operation. Null until connection_init is answered. */
  context: Context | null = null;
  doubted = false;
  /** Pings since anything was last received. */
  unanswered = 0;
  /** Released once the connection is acknowledged. */
  request: IncomingMessage | null = null;
  address = "";
  wire: Socket | null = null;
  /** graphql-ws' own handlers of messages and of the end. */
  hear: Hear | null = null;
  finish: ((code: number, reason: string) => Promise<void>) | null = null;
  private streams = NONE;
  private events: SocketEvents | null = null;
  private number = 0;
  private limits: Limits | null = null;
  // Whole numbers, which cost no object of their own. Seconds; 0: never.
  private expiresAtSecond = 0;
  // Milliseconds since the process began.
  private readonly openedAt = Math.round(performance.now());
  private windowAt = 0;
  private sentInWindow = 0;

  begin(request: IncomingMessage, address: string, number: number, limits: Limits, events: SocketEvents): void {
    this.request = request;
    this.events = events;
    // Nobody listens in Node's own way, see `emit`; its dictionary of listeners would be as large as all of ours.
    (this as { _events?: unknown })._events = undefined;
    // Each stream that waits for the reader adds a listener; there may be as many as operations.
    this.wire = request.socket.setMaxListeners(0);
    this.address = address;
    this.number = number;
    this.limits = limits;
  }

  /** It is known who opened it; what that took is let go of. */
  acknowledge(context: Context, expiresAt: number | null): void {
    this.context = context;
    // Not the one that means never, however long ago it ended.
    this.expiresAtSecond = expiresAt === null ? 0 : Math.max(1, Math.floor(expiresAt / 1_000));
    this.request = null;
    // Node has written down whose address was asked for; whoever asks again is told again.
    if (this.wire) (this.wire as { _peername?: unknown })._peername = undefined;
  }

  get expiresAt(): number {
    return this.expiresAtSecond === 0 ? Infinity : this.expiresAtSecond * 1_000;
  }

  /** Something was received. */
  heard(): void {
    this.unanswered = 0;
    // The list of what has come keeps room for sixteen pieces: to one that waits, a new one without.
    const { _receiver: receiver } = this as unknown as { _receiver: { _buffers: Buffer[] } | null };
    if (receiver?._buffers.length === 0) receiver._buffers = [];
  }

  /** Instead of a dictionary of listeners in each of them. */
  override emit(name: string, ...args: never[]): boolean {
    // oxlint-disable-next-line typescript/no-unnecessary-type-assertion -- not to the compiler: it would take any one's arguments
    const handle = this.events?.[name as keyof SocketEvents] as
      | ((connection: SocketConnection, ...args: never[]) => void)
      | undefined;
    handle?.(this, ...args);
    return handle !== undefined;
  }

  /**
   * The reason is the refusal's own. After 4403, 1012 and 1013 client libraries reconnect automatically, requesting fresh
   * `connectionParams`: with a new token and the latest cursor. After the others they do not.
   */
  end({ code }: Refusal): void {
    this.close(catalogued(code).closeCode ?? CloseCode.InternalServerError, code);
  }

  look(second: number): void {
    if (!this.context && this.openedAt <= performance.now() - INIT_MS)
      this.close(CloseCode.ConnectionInitialisationTimeout, "Connection initialisation timeout");
    // Spread over the interval, not all in one second.
    if (this.limits && (second + this.number) % this.limits.socketPingSeconds === 0) this.askForLife();
  }

  private askForLife(): void {
    if (!this.isOpen) return;
    // Data sent to it is still buffered: it is alive but does not read, and gets this when it does.
    if (this.unanswered >= PINGS_TO_A_SLOW_READER) this.end(new Refusal("CONSUMER_TOO_SLOW"));
    else if (this.unanswered > 0 && this.bufferedAmount === 0) this.terminate();
    else {
      this.unanswered += 1;
      this.ping();
    }
  }

  get isOpen(): boolean {
    return this.readyState === WebSocket.OPEN;
  }

  get streamCount(): number {
    return this.streams.length;
  }

  onMessage(hear: Hear): void {
    this.hear = hear;
  }

  hasStream(id: string): boolean {
    return this.streams.some(({ operationId }) => operationId === id);
  }

  addStream(stream: SocketStream): void {
    this.streams = this.streams.concat(stream);
  }

  dropStream(stream: SocketStream): void {
    this.streams = this.streams.filter((each) => each !== stream);
  }

  /** On the client's request; false when there is no such stream. */
  closeStream(id: string): boolean {
    const stream = this.streams.find(({ operationId }) => operationId === id);
    if (!stream) return false;
    this.dropStream(stream);
    stream.subscription?.close();
    return true;
  }

  closeAllStreams(): void {
    for (const { subscription } of this.streams) subscription?.close();
    this.streams = NONE;
  }

  /** Counts one message; true when they arrive too fast. */
  sendsTooMuch(): boolean {
    if (!this.limits) return false;
    const { socketMessagesAtOnce: most, socketMessagesPerSecond: perSecond } = this.limits;
    const now = Math.round(performance.now());
    if (now - this.windowAt > (most / perSecond) * 1_000) {
      this.windowAt = now;
      this.sentInWindow = 0;
    }
    this.sentInWindow += 1;
    return this.sentInWindow > most;
  }
}
