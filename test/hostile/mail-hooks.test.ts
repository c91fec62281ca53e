import { createHmac } from "node:crypto";
import { once } from "node:events";
import { request as httpRequest, type ClientRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { eventually } from "../support/eventually";
import { startWorld, type World } from "../support/world";

const SECRET = "a secret that only the relay and we know";
const SHORT = Buffer.alloc(60_000, "short ");
const LONG = Buffer.alloc(200_000, "long ");
const RELAY = "127.0.0.4";
const STRANGER = "127.0.0.3";

let world: World;
beforeAll(async () => {
  const settings = { SMTP_URL: "smtp://localhost:1", MAIL_FROM: "Redress <no-reply@redress.example>" };
  const hooks = { MAIL_ANSWER_DOMAIN: "answers.example", MAIL_HOOK_SECRET: SECRET };
  world = await startWorld("sqlite", {}, { ...settings, ...hooks, BODY_TIMEOUT_MS: "4000" });
});
afterAll(() => world?.[Symbol.asyncDispose]());

/** As the relay posts it, but for whose secret it has. */
function begin(localAddress: string, body: Buffer, secret = SECRET): ClientRequest {
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac("sha256", secret).update(`1.${timestamp}.`).update(body).digest("base64");
  const signed = { "webhook-id": "1", "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
  const headers = { ...signed, "content-length": body.length };
  const { port } = new URL(world.url);
  return httpRequest({ host: "127.0.0.1", port, path: "/mail/inbound", method: "POST", localAddress, headers });
}

async function answerTo(sent: ClientRequest): Promise<{ status: number; wait?: string; extensions?: object }> {
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  const said = JSON.parse((await text(response)) || "{}") as { errors?: { extensions: object }[] };
  const wait = response.headers["retry-after"];
  return { status: response.statusCode ?? 0, wait, extensions: said.errors?.[0]?.extensions };
}

const send = (localAddress: string, body: Buffer, secret?: string): ReturnType<typeof answerTo> => {
  const sent = begin(localAddress, body, secret);
  sent.end(body);
  return answerTo(sent);
};

test("of what nobody has signed little is held: who sends much of it slowly is refused, and given up, and the relay is heard", async () => {
  const slow = Array.from({ length: 4 }, () => begin(STRANGER, LONG, "somebody else's secret"));
  const given = slow.map(answerTo);
  for (const sent of slow) sent.write(LONG.subarray(0, 100_000));
  await eventually(async () => expect((await send(STRANGER, LONG)).status).toBe(503));
  const { wait, extensions } = await send(STRANGER, LONG);
  expect(extensions).toMatchObject({ code: "OVERLOADED", retryAfter: Number(wait) });
  expect(Number(wait)).toBeGreaterThan(0);
  // What is short needs no place, and others have theirs.
  expect((await send(STRANGER, SHORT)).status).toBe(202);
  for (let n = 0; n < 3; n += 1) expect((await send(RELAY, LONG)).status).toBe(202);
  // Those that never come to an end are not waited for, and leave their places to others.
  expect((await Promise.all(given)).map(({ status }) => status)).toEqual([408, 408, 408, 408]);
  await eventually(async () => expect((await send(STRANGER, LONG)).status).toBe(202));
  for (let n = 0; n < 9; n += 1) expect((await send(STRANGER, LONG, "somebody else's secret")).status).toBe(403);
});
