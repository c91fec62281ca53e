import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";

export interface Handed {
  id: string;
  kind: string;
  locale: string;
  text: string;
  link: string | null;
  to?: string;
  platform?: string;
  deviceToken?: string;
  title?: string;
}

/** An operator's program, over HTTP: it takes what is signed with its secret, or says what the test wants it to. */
export interface MessageGateway extends AsyncDisposable {
  url: string;
  secret: string;
  /** Each attempt. */
  arrived: Handed[];
  /** Null: it accepts. */
  answer: { status: number; headers?: Record<string, string> } | null;
  /** Before it answers; null: nothing happens. */
  meanwhile: (() => Promise<void>) | null;
}

export async function openMessageGateway(): Promise<MessageGateway> {
  const secret = `whsec_${Buffer.from(`a gateway's secret, ${"x".repeat(20)}`).toString("base64")}`;
  const webhook = new Webhook(secret);
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts).toString();
      const handed = webhook.verify(body, request.headers as Record<string, string>) as Handed;
      if (request.headers["webhook-id"] !== handed.id) throw new Error("the head names another message");
      gateway.arrived.push(handed);
      void Promise.resolve(gateway.meanwhile?.()).then(() =>
        response.writeHead(gateway.answer?.status ?? 202, gateway.answer?.headers ?? {}).end(),
      );
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const gateway: MessageGateway = {
    url: `http://127.0.0.1:${port}/messages`,
    secret,
    arrived: [],
    answer: null,
    meanwhile: null,
    [Symbol.asyncDispose]: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
  return gateway;
}
