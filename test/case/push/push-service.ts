import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { Deliver } from "../../../src/platform/carriers/pusher";

interface Arrived {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A push service on this machine, at the paths of `https://push.example`. */
export interface PushService extends AsyncDisposable {
  deliver: Deliver;
  arrived: Arrived[];
  /** What it answers: first these, one after the other, then always that. */
  next: number[];
  status: number;
}

export async function openPushService(): Promise<PushService> {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      arrived.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(service.next.shift() ?? service.status, { connection: "close" }).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const service: PushService = {
    arrived,
    next: [],
    status: 201,
    async deliver({ endpoint, headers, body }) {
      const address = `http://127.0.0.1:${port}${new URL(endpoint).pathname}`;
      const named = Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]);
      return (await fetch(address, { method: "POST", headers: named, body: new Uint8Array(body) })).status;
    },
    [Symbol.asyncDispose]: () => new Promise((done) => void server.close(() => done())),
  };
  return service;
}

/** A browser's side of web push: only it can read what is sent to it (RFC 8291). */
export class Subscriber {
  private readonly pair = createECDH("prime256v1");
  private readonly secret = randomBytes(16);
  readonly endpoint: string;

  constructor(name: string) {
    this.pair.generateKeys();
    this.endpoint = `https://push.example/${name}`;
  }

  get input(): { endpoint: string; p256dh: string; auth: string } {
    const { endpoint } = this;
    return { endpoint, p256dh: this.pair.getPublicKey("base64url"), auth: this.secret.toString("base64url") };
  }

  read(body: Buffer): unknown {
    const [salt, idLength] = [body.subarray(0, 16), body[20] ?? 0];
    const sender = body.subarray(21, 21 + idLength);
    const sealed = body.subarray(21 + idLength);
    const info = Buffer.concat([Buffer.from("WebPush: info\0"), this.pair.getPublicKey(), sender]);
    const key = Buffer.from(hkdfSync("sha256", this.pair.computeSecret(sender), this.secret, info, 32));
    const derive = (use: string, length: number): Buffer =>
      Buffer.from(hkdfSync("sha256", key, salt, `Content-Encoding: ${use}\0`, length));
    const cipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
    cipher.setAuthTag(sealed.subarray(-16));
    const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
    return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString());
  }
}
