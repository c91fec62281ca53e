import { once } from "node:events";
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import WebSocket from "ws";
import { eventually, PATIENCE_MS } from "../support/eventually";
import type { Answer, GqlError, Person } from "../support/world";

/** A POST to /graphql exactly as given. */
export async function post(
  url: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<Answer & { headers: Headers }> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    body: body as BodyInit,
    headers: { "content-type": "application/json", ...headers },
  });
  return { status: response.status, headers: response.headers, ...(await response.json()) };
}

/** The status line of a websocket handshake; 101 when it is accepted. */
export function handshake(url: string, headers: Record<string, string>): Promise<number | undefined> {
  const { hostname, port } = new URL(url);
  return new Promise((done, failed) => {
    const asking = request({
      hostname,
      port,
      path: "/graphql",
      headers: {
        connection: "Upgrade",
        upgrade: "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        "sec-websocket-protocol": "graphql-transport-ws",
        ...headers,
      },
    });
    asking.on("response", (response) => done(response.statusCode));
    asking.on("upgrade", (response, socket) => {
      socket.destroy();
      done(response.statusCode);
    });
    asking.on("error", failed);
    asking.end();
  });
}

/** A connection on which requests are written as they are given, one after the other. */
export class Wire implements Disposable {
  private readonly socket: Socket;
  readonly ended: Promise<unknown>;
  private come = "";

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.socket = connect(Number(port), hostname);
    this.ended = once(this.socket, "close");
    this.socket.on("data", (data: Buffer) => (this.come += data.toString("latin1")));
  }

  /** The answer as it came, once it is as long as it says. */
  async ask(text: string): Promise<string> {
    this.come = "";
    this.socket.write(text, "latin1");
    await eventually(async () => {
      const end = this.come.indexOf("\r\n\r\n");
      const length = Number(
        /^content-length: (\d+)/im.exec(this.come)?.[1] ?? (/^transfer-encoding:/im.test(this.come) ? 1 : 0),
      );
      if (end < 0 || this.come.length < end + 4 + length) throw new Error(`only this came: ${this.come.slice(0, 200)}`);
    });
    return this.come;
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}

/** A websocket without a client library: sends what it is told, keeps what it gets. */
export class RawSocket {
  // oxlint-disable-next-line typescript/no-explicit-any -- messages are untyped, as on the wire
  readonly messages: any[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;

  private constructor(private readonly socket: WebSocket) {
    socket.on("message", (data: Buffer) => this.messages.push(JSON.parse(data.toString())));
    this.closed = once(socket, "close").then(([code, reason]: unknown[]) => ({
      code: code as number,
      reason: String(reason),
    }));
  }

  static async open(
    url: string,
    protocol: string | undefined = "graphql-transport-ws",
    headers: Record<string, string> = {},
  ): Promise<RawSocket> {
    const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, protocol, { headers });
    const raw = new RawSocket(socket);
    await once(socket, "open");
    return raw;
  }

  static async connected(
    url: string,
    payload: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ): Promise<RawSocket> {
    const raw = await RawSocket.open(url, undefined, headers);
    raw.send({ type: "connection_init", payload });
    await raw.next("connection_ack");
    return raw;
  }

  static as({ url, token }: Person, params: Record<string, unknown> = {}): Promise<RawSocket> {
    return RawSocket.connected(url, { ...(token ? { authorization: `Bearer ${token}` } : {}), ...params });
  }

  get isOpen(): boolean {
    return this.socket.readyState === WebSocket.OPEN;
  }

  send(message: unknown): void {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  /** The first message of this type (and id) that comes, or has come. */
  // oxlint-disable-next-line typescript/no-explicit-any -- messages are untyped, as on the wire
  async next(type: string, id?: string): Promise<any> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = this.messages.find((message) => message.type === type && (id === undefined || message.id === id));
      if (found) return found;
      if (Date.now() > deadline || !this.isOpen)
        throw new Error(`no ${type} came; got ${JSON.stringify(this.messages)}`);
      await new Promise((wake) => setTimeout(wake, 5));
    }
  }

  private asked = 0;

  /** The errors of one operation: those it was refused with before execution, or those of its first result. */
  async errorsOf(query: string, variables: Record<string, unknown> = {}): Promise<GqlError[] | undefined> {
    this.asked += 1;
    const id = String(this.asked);
    this.send({ id, type: "subscribe", payload: { query, variables } });
    const answer = await Promise.race([this.next("error", id), this.next("next", id)]);
    return answer.type === "error" ? answer.payload : answer.payload.errors;
  }

  async close(): Promise<{ code: number; reason: string }> {
    this.socket.close();
    return this.closed;
  }

  /** Reads nothing any more, and so answers no ping. */
  standStill(): void {
    this.socket.pause();
  }

  goOn(): void {
    this.socket.resume();
  }

  whenClosed(): Promise<{ code: number; reason: string }> {
    return this.closed;
  }
}
