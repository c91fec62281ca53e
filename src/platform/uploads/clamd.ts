import { connect, type Socket } from "node:net";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import type { Logger } from "pino";
import { Refusal } from "../refusal";
import type { Scanner } from "../storage/scanner";

/** clamd reloads its signatures now and then, which takes some seconds. */
const PATIENCE_MS = 30_000;
const RETRY_AFTER = 30;

/**
 * ClamAV's daemon, over its socket: `tcp://host:port` or `unix:/path`. One connection for each file, which is sent as INSTREAM wants
 * it. A reply that does not plainly say that the file is clean, or what was found, counts as no reply: the file waits.
 * Source: clamd(8).
 */
export class Clamd implements Scanner {
  constructor(
    private readonly address: string,
    private readonly log: Logger,
  ) {}

  async scan(bytes: Readable): Promise<string | null> {
    try {
      const answer = await this.ask(bytes);
      if (answer === "stream: OK") return null;
      const found = /^stream: (.+) FOUND$/.exec(answer)?.[1];
      if (found) return found.slice(0, 200);
      throw new Error(`clamd answered: ${answer.slice(0, 200)}`);
    } catch (error) {
      this.log.error({ err: error }, "an upload could not be scanned");
      throw new Refusal("UNAVAILABLE", { reason: "upload.notScanned", retryAfter: RETRY_AFTER });
    } finally {
      bytes.destroy();
    }
  }

  private async ask(bytes: Readable): Promise<string> {
    const socket = connectTo(this.address);
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error("clamd does not answer")));
    try {
      // It may reply and close before it has read everything: then its reply counts, not the broken connection.
      const sending = pipeline(Readable.from(instream(bytes)), socket, { end: false }).catch(() => undefined);
      const answer = (await text(socket)).replace(/\0.*$/s, "").trim();
      await sending;
      return answer; // empty when it hung up
    } finally {
      socket.destroy();
    }
  }
}

function connectTo(address: string): Socket {
  const { protocol, hostname, port, pathname } = new URL(address);
  return protocol === "unix:" ? connect(pathname) : connect(Number(port), hostname.replace(/^\[|\]$/g, ""));
}

/** Chunks prefixed with their lengths; an empty one ends the stream. */
async function* instream(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from("zINSTREAM\0");
  for await (const chunk of bytes) {
    if (chunk.length === 0) continue;
    yield lengthOf(chunk.length);
    yield chunk;
  }
  yield lengthOf(0);
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}
