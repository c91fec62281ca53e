import "reflect-metadata";
import pino from "pino";
import { parseArgs } from "node:util";
import { DEMO_PEOPLE } from "../src/app/demo/demo-people";
import { parseConfig } from "../src/config";
import type { Database } from "../src/platform/database/database";
import { sql } from "../src/platform/database/sql";
import { startServer } from "../src/server";
import { temporaryFolder } from "./support/folder";
import { countBy, faultsOfLog, whatWaits } from "./support/market-facts";

/**
 * npm run bench:market [-- --size small]
 *
 * What the first start of a demo costs: fills the market into an empty SQLite database, as `npm start` does, and checks it: every story
 * was played to its end, the chains of all histories hold, and something waits for everybody who can sign in.
 */
const { values } = parseArgs({ options: { size: { type: "string", default: "full" } } });

async function main(): Promise<void> {
  const folder = temporaryFolder();
  const config = parseConfig({ PORT: "0", DATA_DIR: folder, DEMO_MARKET: values.size, SWEEP_SECONDS: "3600" });
  const began = performance.now();
  const seconds = (): string => `${((performance.now() - began) / 1_000).toFixed(1)} s`;
  const server = await startServer(config, {
    log: pino({ level: "error" }),
    onMarket: (percent) => percent % 20 === 0 && console.log(`${percent} % after ${seconds()}`),
  });
  console.log(`served after ${seconds()}`);
  const filled = await server.filled;
  const { user, system } = process.cpuUsage();
  console.log(
    `filled after ${seconds()}, CPU ${((user + system) / 1_000_000).toFixed(1)} s, ${filled?.steps ?? 0} steps`,
  );

  const { database, clock } = server.services;
  await server.services.project();
  for (const [table, column] of COUNTED) console.log(`${table}:`, await countBy(database, table, column));
  const log = await faultsOfLog(database);
  console.log(`${log.events} events; broken chains: ${log.broken.length}; out of order: ${log.outOfOrder}`);
  console.log(await sizesOf(database));
  const idle: string[] = [];
  for (const { login } of DEMO_PEOPLE) {
    const waits = await whatWaits(database, login, clock.now());
    console.log(`${login.padEnd(12)} ${waits}`);
    if (waits === 0) idle.push(login);
  }
  for (const { story, because } of filled?.ended ?? []) console.log(`ended early: ${story}, ${because}`);
  await server[Symbol.asyncDispose]();
  if (!filled || filled.ended.length + idle.length + log.broken.length + log.outOfOrder > 0) process.exitCode = 1;
}

/** For docs/scale.md. */
async function sizesOf(database: Database): Promise<string> {
  const [found] = await database.query<{ cases: number; events: number; bytes: number }>(
    sql`SELECT (SELECT COUNT(*) FROM complaint) AS cases,
        (SELECT COUNT(*) FROM event_log WHERE stream_id IN (SELECT id FROM complaint)) AS events,
        (SELECT page_count FROM pragma_page_count()) * (SELECT page_size FROM pragma_page_size()) AS bytes`,
  );
  const { cases = 0, events = 0, bytes = 0 } = found ?? {};
  return `for each case ${(events / cases).toFixed(1)} events of its own, and of the whole database ${(bytes / cases / 1_000).toFixed(0)} kB`;
}

const COUNTED = [
  ["complaint", "status"],
  ["complaint", "closure_reason"],
  ["service_order", "status"],
  ["ruling", "status"],
  ["ruling", "outcome"],
  ["penalty", "kind"],
  ["appeal", "status"],
  ["evidence", "kind"],
  ["provider", "status"],
  ["review", "stars"],
] as const;

void main();
