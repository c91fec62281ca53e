import "reflect-metadata";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { connect } from "@nats-io/transport-node";
import { EventRelay, RELAY_LEAD } from "../src/app/events-out/event-relay";
import { parseEventsUrl } from "../src/app/events-out/events-url.pure";
import { NatsSink } from "../src/app/events-out/nats-sink";
import { Complaint } from "../src/case/complaints/complaint.entity";
import { parseConfig } from "../src/config";
import type { Tx } from "../src/platform/database/tx";
import { Leaders } from "../src/platform/leaders/leaders";
import { startServer, type RunningServer } from "../src/server";
import { startMariaDb } from "./support/mariadb";
import { percentile } from "./support/median";
import { memoryInUse } from "./support/memory";
import { startNats } from "./support/nats";
import { seed } from "./support/seed";
import { serverSettings } from "./support/server-settings";

/**
 * npm run bench:events-out [-- --backlog 50000 --rate 200 --seconds 20 --cases 500]
 *
 * How many events a second leave for a NATS server when a relay begins with a log that is there, and how long after the commit each arrives
 * while events are recorded at a fixed rate. One process writes, relays and receives, on MariaDB with durable commits.
 */
const { values: options } = parseArgs({
  options: {
    backlog: { type: "string", default: "50000" },
    rate: { type: "string", default: "200" },
    seconds: { type: "string", default: "20" },
    cases: { type: "string", default: "500" },
  },
});
const RATE = Number(options.rate);
const SECONDS = Number(options.seconds);
const TOGETHER = 100;

async function main(): Promise<void> {
  await using mariadb = await startMariaDb(true);
  await seed(mariadb.url, { cases: Number(options.cases), filings: 0, watchers: 0 });
  const nats = await startNats();
  await using _nats = nats.child;
  const settings = serverSettings(mariadb.url, "a secret of the bench, long enough to be one");
  const server = await startServer(parseConfig({ ...settings, PORT: "0", DEVELOPMENT: "true" }));
  const url = parseEventsUrl(`${nats.url}/BENCH`);
  const connection = await connect({ servers: url.servers });
  try {
    const arrived = new Map<string, number>();
    const listening = connection.subscribe("redress.>", {
      callback: (_, message) => void arrived.set(message.headers?.get("Nats-Msg-Id") ?? "", performance.now()),
    });
    await connection.flush();
    await measure(server, () => NatsSink.open(url), arrived);
    listening.unsubscribe();
  } finally {
    await connection.close();
    await server[Symbol.asyncDispose]();
  }
}

async function measure(
  { services }: RunningServer,
  open: () => Promise<NatsSink>,
  arrived: Map<string, number>,
): Promise<void> {
  const { database, tail, log } = services;
  const cases = (await database.query<{ id: string }>("SELECT id FROM complaint ORDER BY id")).map(({ id }) => id);
  const caseAt = (n: number): string => cases[n % cases.length] ?? "";
  for (let n = 0; n < Number(options.backlog); n += TOGETHER)
    await database.transact(async (tx) => {
      for (let each = 0; each < TOGETHER; each += 1) await recordOn(tx, caseAt(n / TOGETHER));
    });
  await tail.catchUp();
  const before = memoryInUse().rss;
  const total = tail.position;
  const began = performance.now();
  const relay = new EventRelay(services, Leaders.alone(database, [RELAY_LEAD], log), open);
  while (arrived.size < total) await delay(5);
  const seconds = (performance.now() - began) / 1_000;
  const told = [`a log of ${total} events: ${Math.round(total / seconds)} events/s`];

  const committed = new Map<string, number>();
  const writing = new Set<Promise<void>>();
  const start = performance.now();
  for (let written = 0; performance.now() - start < SECONDS * 1_000; await delay(5))
    for (; written < ((performance.now() - start) / 1_000) * RATE; written += 1) {
      const at = caseAt(written);
      const write = database
        .transact((tx) => recordOn(tx, at))
        .then((record) => void committed.set(record(), performance.now()))
        .finally(() => writing.delete(write));
      writing.add(write);
    }
  await Promise.all(writing);
  const patience = performance.now() + 30_000;
  while ([...committed.keys()].some((id) => !arrived.has(id)) && performance.now() < patience) await delay(20);
  const waits = [...committed].flatMap(([id, at]) => {
    const wait = (arrived.get(id) ?? NaN) - at;
    return Number.isNaN(wait) ? [] : Math.max(0, wait);
  });
  const lost = committed.size - waits.length;
  told.push(
    `${Math.round(committed.size / SECONDS)} events/s recorded: after the commit a median of ${percentile(waits, 50).toFixed(0)} ms, p99 ${percentile(waits, 99).toFixed(0)} ms, longest ${Math.max(...waits).toFixed(0)} ms; not arrived: ${lost}`,
    `memory: ${((memoryInUse().rss - before) / 1_048_576).toFixed(0)} MB more than at the beginning`,
  );
  await relay.stop();
  for (const line of told) console.log(line);
  if (lost > 0) process.exitCode = 1;
}

/** As a message to both sides is recorded. Returns what gives the event's hash once it is committed. */
async function recordOn(tx: Tx, id: string): Promise<() => string> {
  const complaint = await tx.lock(Complaint, id);
  if (!complaint) throw new Error(`no case ${id}`);
  tx.record(complaint, {
    type: "MESSAGE_SENT",
    actorId: null,
    actorRole: "SYSTEM",
    topics: [`complaint:${id}`],
    audience: "PARTIES",
    data: { messageId: `msg_${id.slice(4)}`, by: "PLATFORM" },
  });
  return () => complaint.eventHash;
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
