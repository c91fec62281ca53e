import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface Request {
  method: "GET" | "POST";
  path: string;
  token?: string;
  body?: string;
}

export interface Answer {
  status: number;
  body: string;
}

/**
 * A minimal HTTP/1.1 client, because it shares the processor with what it measures: kept-alive connections, one
 * request at a time on each, responses with Content-Length only.
 */
export class Connection {
  private received: Buffer = Buffer.alloc(0);
  private waiting: { done: (answer: Answer) => void; failed: (error: Error) => void } | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.take(chunk));
    socket.on("error", (error) => this.waiting?.failed(error));
    socket.on("close", () => this.waiting?.failed(new Error("the server closed the connection")));
  }

  static async open(port: number): Promise<Connection> {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    return new Connection(socket);
  }

  send({ method, path, token, body }: Request): Promise<Answer> {
    const head = [
      `${method} ${path} HTTP/1.1`,
      "Host: localhost",
      ...(token === undefined ? [] : [`Authorization: Bearer ${token}`]),
      ...(body === undefined ? [] : ["Content-Type: application/json", `Content-Length: ${Buffer.byteLength(body)}`]),
    ];
    return new Promise((done, failed) => {
      this.waiting = { done, failed };
      this.socket.write(`${head.join("\r\n")}\r\n\r\n${body ?? ""}`);
    });
  }

  close(): void {
    this.waiting = undefined;
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.received = this.received.length === 0 ? chunk : Buffer.concat([this.received, chunk]);
    const end = this.received.indexOf("\r\n\r\n");
    if (end < 0) return;
    const head = this.received.toString("latin1", 0, end);
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? NaN);
    if (Number.isNaN(length)) return this.waiting?.failed(new Error(`a response without Content-Length:\n${head}`));
    if (this.received.length < end + 4 + length) return;
    const body = this.received.toString("utf8", end + 4, end + 4 + length);
    this.received = this.received.subarray(end + 4 + length);
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.done({ status: Number(head.slice(9, 12)), body });
  }
}

export async function ask(port: number, request: Request): Promise<Answer> {
  const connection = await Connection.open(port);
  return connection.send(request).finally(() => connection.close());
}

/** Requests per second over `connections` connections, until `next` has no more or the time is up. */
export async function load(
  port: number,
  connections: number,
  next: () => Request | undefined,
  seconds = Infinity,
): Promise<{ perSecond: number; count: number }> {
  const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)));
  const started = performance.now();
  const deadline = started + seconds * 1_000;
  let count = 0;
  const work = async (connection: Connection): Promise<void> => {
    for (let request = next(); request && performance.now() < deadline; request = next()) {
      const { status, body } = await connection.send(request);
      // A GraphQL response with errors has status 200.
      if (status !== 200 || body.startsWith('{"errors"'))
        throw new Error(`${request.method} ${request.path} answered ${status}: ${body.slice(0, 500)}`);
      count += 1;
    }
  };
  await Promise.all(open.map(work));
  const took = (performance.now() - started) / 1_000;
  for (const connection of open) connection.close();
  return { perSecond: count / took, count };
}
