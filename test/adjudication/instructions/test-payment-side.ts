import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";

/** How it takes an instruction: as it should, or in one of the ways in which services fail. */
export type Manner = "ACCEPT" | "ERROR" | "HANG" | "REDIRECT" | "FLOOD";

export interface Told {
  /** Of the message. */
  webhookId: string;
  body: string;
  data: Record<string, string | number | null>;
}

/** Whoever moves the platform's money, in the process of the test: a real server that reads what it is told as an integrator would. */
export interface TestPaymentSide extends AsyncDisposable {
  readonly url: string;
  readonly secret: string;
  manner: Manner;
  /** What it was told with a signature that it could verify, in this order. */
  readonly told: Told[];
  /** Of unsigned or wrongly signed requests. */
  refused: number;
}

export const newSecret = (): string => `whsec_${randomBytes(24).toString("base64")}`;

export async function openPaymentSide(): Promise<TestPaymentSide> {
  const secret = newSecret();
  const webhook = new Webhook(secret);
  const server = createServer((request, response) => void take(request, response));
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const headers = request.headers as Record<string, string>;
    try {
      const { data } = webhook.verify(body, headers) as Told;
      side.told.push({ webhookId: headers["webhook-id"] ?? "", body, data });
    } catch {
      side.refused += 1;
      response.writeHead(401).end();
      return;
    }
    if (side.manner === "HANG") return;
    if (side.manner === "FLOOD") return flood(response);
    if (side.manner === "REDIRECT") response.writeHead(307, { location: `${side.url}elsewhere` }).end();
    else response.writeHead(side.manner === "ERROR" ? 500 : 202).end();
  };
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const side: TestPaymentSide = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    secret,
    manner: "ACCEPT",
    told: [],
    refused: 0,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
  return side;
}

/** Accepts, and does not stop talking. */
function flood(response: ServerResponse): void {
  response.writeHead(200);
  const more = (): void => {
    while (!response.destroyed && response.write(Buffer.alloc(65_536)));
    if (!response.destroyed) response.once("drain", more);
  };
  more();
}
