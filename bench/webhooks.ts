import "reflect-metadata";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { clientAccount } from "../src/accounts/account/client-account";
import { SYSTEM } from "../src/accounts/account/record-on-account";
import { Complaint } from "../src/case/complaints/complaint.entity";
import { parseConfig } from "../src/config";
import { ApiClient } from "../src/market/api-clients/api-client.entity";
import { ApiKey } from "../src/market/api-clients/api-key.entity";
import type { Tx } from "../src/platform/database/tx";
import { newId } from "../src/platform/ids";
import { newSecret } from "../src/public/webhooks/endpoint-file";
import { WebhookEndpoint } from "../src/public/webhooks/webhook-endpoint.entity";
import { webhookEncryption } from "../src/public/webhooks/webhook-message";
import { startServer, type RunningServer } from "../src/server";
import { startMariaDb } from "./support/mariadb";
import { percentile } from "./support/median";
import { memoryInUse } from "./support/memory";
import { seed } from "./support/seed";
import { serverSettings } from "./support/server-settings";

/**
 * npm run bench:webhooks [-- --rate 200 --endpoints 50 --seconds 30 --cases 500]
 *
 * How long after the commit a webhook arrives, and how many are behind, while events are recorded at a fixed rate. Each event is for the
 * endpoints of its provider. One process writes, sends and receives, on MariaDB with durable commits.
 */
const { values: options } = parseArgs({
  options: {
    rate: { type: "string", default: "200" },
    endpoints: { type: "string", default: "50" },
    seconds: { type: "string", default: "30" },
    cases: { type: "string", default: "500" },
  },
});
const RATE = Number(options.rate);
const ENDPOINTS = Number(options.endpoints);
const SECONDS = Number(options.seconds);
const SECRET = "a secret of the bench, long enough to be one";
const WARM_SECONDS = 3;
const PATIENCE_SECONDS = 60;

async function main(): Promise<void> {
  await using mariadb = await startMariaDb(true);
  await seed(mariadb.url, { cases: Number(options.cases), filings: 0, watchers: 0 });
  const arrived = new Map<string, number>();
  const receiver = createServer((request, response) => {
    arrived.set(`${request.url} ${String(request.headers["webhook-id"])}`, performance.now());
    request.resume().on("end", () => response.writeHead(204).end());
  });
  await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const server = await startServer(
    parseConfig({ ...serverSettings(mariadb.url, SECRET), PORT: "0", DEVELOPMENT: "true", WEBHOOK_LOOPBACK: "true" }),
  );
  try {
    await measure(server, url, arrived);
  } finally {
    await server[Symbol.asyncDispose]();
    receiver.closeAllConnections();
    receiver.close();
  }
}

async function measure({ services }: RunningServer, url: string, arrived: Map<string, number>): Promise<void> {
  const { database, tail } = services;
  const cases = await database.query<{ id: string; provider_id: string }>(
    "SELECT id, provider_id FROM complaint WHERE status <> 'CLOSED' ORDER BY id",
  );
  const providers = [...new Set(cases.map(({ provider_id: id }) => id))];
  await tail.catchUp();
  const endpoints = Array.from({ length: ENDPOINTS }, (_, n) => ({
    path: `/${n}`,
    providerId: providers[n % providers.length] ?? "",
  }));
  await database.transact(async (tx) => {
    for (const { path, providerId } of endpoints) addEndpoint(tx, services, url + path, providerId);
  });

  const committed = new Map<string, number>();
  const expected = new Map<string, number>();
  let [written, behind] = [0, 0];
  const watching = setInterval(() => (behind = Math.max(behind, expected.size - arrived.size)), 100);
  const before = memoryInUse().rss;
  const began = performance.now();
  const writing = new Set<Promise<void>>();
  for (; performance.now() - began < (WARM_SECONDS + SECONDS) * 1_000; await delay(5))
    for (; written < ((performance.now() - began) / 1_000) * RATE; written += 1) {
      const at = cases[written % cases.length];
      if (!at) throw new Error("no cases");
      const isWarm = performance.now() - began > WARM_SECONDS * 1_000;
      const write = database
        .transact((tx) => recordOn(tx, at.id))
        .then((id) => {
          const now = performance.now();
          committed.set(id, now);
          for (const { path, providerId } of endpoints)
            if (providerId === at.provider_id) expected.set(`${path} ${id}`, isWarm ? now : NaN);
        })
        .finally(() => writing.delete(write));
      writing.add(write);
    }
  await Promise.all(writing);
  const atTheEnd = expected.size - arrived.size;
  const patience = performance.now() + PATIENCE_SECONDS * 1_000;
  while ([...expected.keys()].some((key) => !arrived.has(key)) && performance.now() < patience) await delay(20);
  clearInterval(watching);
  const lost = [...expected.keys()].filter((key) => !arrived.has(key)).length;
  const waits = [...expected].flatMap(([key, at]) => {
    const wait = (arrived.get(key) ?? NaN) - at;
    return Number.isNaN(wait) ? [] : Math.max(0, wait);
  });
  const seconds = WARM_SECONDS + SECONDS;
  const told = [
    `${Math.round(written / seconds)} events/s and ${Math.round(expected.size / seconds)} webhooks/s to ${ENDPOINTS} endpoints of ${providers.length} providers`,
    `after the commit: median ${percentile(waits, 50).toFixed(0)} ms, p99 ${percentile(waits, 99).toFixed(0)} ms, longest ${Math.max(...waits).toFixed(0)} ms`,
    `behind: at most ${behind}, ${atTheEnd} when the last event was recorded; not delivered: ${lost}`,
    `memory: ${((memoryInUse().rss - before) / 1_048_576).toFixed(0)} MB more than at the beginning`,
  ];
  for (const line of told) console.log(line);
  if (lost > 0) process.exitCode = 1;
}

function addEndpoint(tx: Tx, { sealer, tail }: RunningServer["services"], url: string, providerId: string): void {
  const id = newId(ApiClient);
  const account = clientAccount(tx, { id, name: "bench", locale: "en" }, SYSTEM);
  const made = { createdById: account.id, createdAt: tx.now };
  const client = { id, providerId, name: "bench", scopes: ["COMPLAINTS_READ" as const], addresses: [], closedAt: null };
  tx.insert(ApiClient, { ...client, ...made });
  const key = { id: newId(ApiKey), clientId: id, secretHash: id.padEnd(64, "0"), hint: "0000" };
  tx.insert(ApiKey, { ...key, ...made, expiresAt: null, lastUsedAt: null, revokedAt: null });
  const endpointId = newId(WebhookEndpoint);
  tx.insert(WebhookEndpoint, {
    ...{ id: endpointId, clientId: id, url, eventTypes: [], status: "ACTIVE", position: tail.position, ...made },
    secret: webhookEncryption(sealer).encrypt(newSecret(), endpointId),
    ...{ previousSecrets: null, previousUntil: null, lookAgainAfter: null, failingSince: null, deletedAt: null },
  });
}

/** As a message to both sides is recorded. Returns the event's id. */
async function recordOn(tx: Tx, id: string): Promise<string> {
  const complaint = await tx.lock(Complaint, id);
  if (!complaint) throw new Error(`no case ${id}`);
  tx.record(complaint, {
    type: "MESSAGE_SENT",
    actorId: null,
    actorRole: "SYSTEM",
    topics: [`complaint:${id}`],
    lasting: [`cases:${complaint.consumerId}`, `cases:${complaint.providerId}`],
    audience: "PARTIES",
    data: { messageId: `msg_${id.slice(4)}`, by: "PLATFORM" },
  });
  return complaint.eventHash;
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
