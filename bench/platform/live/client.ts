import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";

/** All sockets read into it, one after the other: data to keep must be copied. */
const shared = Buffer.allocUnsafe(262_144);
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const PONG = 10;

export interface ClientEvents {
  opened(): void;
  /** `text` only while `keeping`: counting must not cost what reading would. */
  message(text: string | null): void;
  failed(why: Error): void;
}

/**
 * The reading end of a websocket, as cheap as possible, because ten thousand of them share two processors with the server they
 * measure: frames are counted by their headers and their content skipped, unless it is to be kept.
 */
export class Client {
  messages = 0;
  bytes = 0;
  /** The number of reads: one for each write of the server, or fewer. */
  reads = 0;
  keeping = true;
  private readonly socket: Socket;
  private upgraded = false;
  private opcode = 0;
  /** Bytes of the present frame's payload still to come. */
  private left = -1;
  private partial: Buffer | null = null;
  private kept: Buffer[] = [];

  constructor(
    private readonly port: number,
    path: string,
    protocol: string | undefined,
    private readonly events: ClientEvents,
  ) {
    this.socket = connect({
      port,
      host: "127.0.0.1",
      noDelay: true,
      onread: {
        buffer: shared,
        callback: (count, buffer) => {
          this.reads += 1;
          this.take(buffer as Buffer, count);
          return true;
        },
      },
    });
    this.socket.on("error", (error) => events.failed(error));
    this.socket.on("close", () => events.failed(new Error("the server closed the connection")));
    const key = randomBytes(16).toString("base64");
    this.socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n` +
        (protocol === undefined ? "\r\n" : `Sec-WebSocket-Protocol: ${protocol}\r\n\r\n`),
    );
  }

  send(text: string): void {
    this.frame(TEXT, Buffer.from(text));
  }

  destroy(): void {
    this.socket.removeAllListeners("close").destroy();
  }

  /** Masked with zeros, which the protocol allows and which leaves the payload as it is. */
  private frame(opcode: number, payload: Buffer): void {
    const long = payload.length > 125;
    const head = Buffer.alloc(long ? 8 : 6);
    head[0] = 0x80 | opcode;
    head[1] = 0x80 | (long ? 126 : payload.length);
    if (long) head.writeUInt16BE(payload.length, 2);
    this.socket.write(Buffer.concat([head, payload]));
  }

  private take(fresh: Buffer, count: number): void {
    let [buffer, end] = [fresh, count];
    if (this.partial) {
      buffer = Buffer.concat([this.partial, fresh.subarray(0, count)]);
      end = buffer.length;
      this.partial = null;
    }
    let at = this.upgraded ? 0 : this.upgrade(buffer, end);
    while (at < end) {
      if (this.left < 0) {
        const begin = this.readHead(buffer, at, end);
        if (begin < 0) {
          this.partial = Buffer.from(buffer.subarray(at, end));
          return;
        }
        at = begin;
      }
      const taken = Math.min(this.left, end - at);
      if (this.keeping || this.opcode !== TEXT) this.kept.push(Buffer.from(buffer.subarray(at, at + taken)));
      at += taken;
      this.left -= taken;
      if (this.left === 0) this.finish();
    }
  }

  /** Where the frames begin; beyond the end while the response's head is incomplete. */
  private upgrade(buffer: Buffer, end: number): number {
    const at = buffer.subarray(0, end).indexOf("\r\n\r\n");
    if (at < 0) this.partial = Buffer.from(buffer.subarray(0, end));
    else if (!buffer.subarray(0, 12).equals(Buffer.from("HTTP/1.1 101")))
      this.events.failed(new Error(`port ${this.port} answered ${buffer.toString("latin1", 0, at)}`));
    else {
      this.upgraded = true;
      this.events.opened();
      return at + 4;
    }
    return end;
  }

  /** Where the payload begins; -1 while the head is incomplete. */
  private readHead(buffer: Buffer, at: number, end: number): number {
    if (end - at < 2) return -1;
    const short = (buffer[at + 1] as number) & 0x7f;
    const size = short < 126 ? 2 : short === 126 ? 4 : 10;
    if (end - at < size) return -1;
    this.opcode = (buffer[at] as number) & 0x0f;
    this.left =
      short < 126 ? short : short === 126 ? buffer.readUInt16BE(at + 2) : Number(buffer.readBigUInt64BE(at + 2));
    if (this.opcode === TEXT) this.bytes += this.left;
    return at + size;
  }

  private finish(): void {
    this.left = -1;
    const kept = this.kept;
    if (kept.length > 0) this.kept = [];
    if (this.opcode === TEXT) {
      this.messages += 1;
      this.events.message(this.keeping ? Buffer.concat(kept).toString("utf8") : null);
    } else if (this.opcode === PING) this.frame(PONG, Buffer.concat(kept));
    else if (this.opcode === CLOSE)
      this.events.failed(new Error(`the socket was closed: ${Buffer.concat(kept).toString("latin1")}`));
  }
}
