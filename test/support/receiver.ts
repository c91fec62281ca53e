import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { eventually } from "./eventually";

export interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  id: string;
  /** Parsed. */
  said: {
    id: string;
    type: string;
    createdAt: string;
    cursor: string;
    data: Record<string, unknown>;
    response?: unknown;
  };
}

/** Somebody else's server that is told of events. */
export class Receiver implements AsyncDisposable {
  readonly received: Received[] = [];
  /** How it answers; by default 204. */
  answer: (response: ServerResponse, received: Received) => void = (response) => void response.writeHead(204).end();

  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString();
      const { headers, url = "" } = request;
      const said = JSON.parse(body) as Received["said"];
      const received = { path: url, headers, body, id: String(headers["webhook-id"]), said };
      this.received.push(received);
      this.answer(response, received);
    });
  });

  static async open(): Promise<Receiver> {
    const receiver = new Receiver();
    await new Promise<void>((done) => receiver.server.listen(0, "127.0.0.1", done));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  ids(path?: string): string[] {
    return this.received.filter((each) => path === undefined || each.path === path).map(({ id }) => id);
  }

  /** Waits for so many. */
  async until(count: number, path?: string): Promise<[Received, Received, ...Received[]]> {
    await eventually(async () => expect(this.ids(path).length).toBeGreaterThanOrEqual(count));
    const found = this.received.filter((each) => path === undefined || each.path === path);
    return found as [Received, Received, ...Received[]];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }
}
