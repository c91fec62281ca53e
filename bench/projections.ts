import "reflect-metadata";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import pino from "pino";
import { PROJECTIONS } from "../src/app/districts";
import { openDatabase } from "../src/app/open-database";
import { systemClock } from "../src/platform/clock";
import type { Database } from "../src/platform/database/database";
import type { EventType } from "../src/platform/database/event";
import type { EventOf } from "../src/platform/database/event.entity";
import { list, sql } from "../src/platform/database/sql";
import { numberedEvents } from "../src/platform/feed/numbered-events";
import type { Projection } from "../src/platform/feed/projection";
import { rebuildProjection } from "../src/platform/feed/rebuild-projection";
import { startMariaDb } from "./support/mariadb";
import { median } from "./support/median";
import { Child } from "./support/processes";
import { seed } from "./support/seed";

/**
 * npm run bench:projections [-- --cases 2000 --rounds 3 --processes 1,3 --only statistics]
 *
 * How many events a second projections apply that begin at the log's beginning: one alone, and all at once, by one process and by several
 * that share them. Only those that can be emptied: the others may do what they do but once.
 */
const { values: options } = parseArgs({
  options: {
    cases: { type: "string", default: "2000" },
    rounds: { type: "string", default: "3" },
    processes: { type: "string", default: "1,3" },
    only: { type: "string" },
  },
});
const NODES = options.processes.split(",").map(Number);
const TOGETHER = "all at once";

type Rebuilt = Projection & Required<Pick<Projection, "empty">>;
const canBeEmptied = (projection: Projection): projection is Rebuilt => projection.empty !== undefined;

async function main(): Promise<void> {
  await using server = await startMariaDb();
  const url = server.url.replace("mysql:", "mariadb:");
  await seed(server.url, { cases: Number(options.cases), filings: 0, watchers: 0 });
  const database = await openDatabase({ url }, systemClock);
  try {
    const log = pino({ level: "error" });
    const counted = new Map<Rebuilt, number>();
    for (const projection of PROJECTIONS.filter(canBeEmptied)) {
      // So that each begins, and ends, where it will again.
      await rebuildProjection(database, projection, log);
      const events = await eventsFor(database, projection);
      if (events > 0) counted.set(projection, events);
    }
    const works = [...counted].map(([projection, events]) => ({ name: projection.name, of: [projection], events }));
    const all = { name: TOGETHER, of: [...counted.keys()], events: works.reduce((sum, { events }) => sum + events, 0) };
    for (const work of [...works, all]) {
      if (options.only && !options.only.split(",").includes(work.name)) continue;
      const measured = await measure(database, server.server, url, work);
      const first = measured[0]?.rate ?? NaN;
      const told = measured.map(
        ({ rate, cpu }, index) =>
          `${NODES[index]}: ${Math.round(rate)}/s (${(rate / first).toFixed(2)}), ${cpu.toFixed(2)} ms CPU an event`,
      );
      console.log(`${work.name.padEnd(15)} ${work.events} events   by processes  ${told.join("   ")}`);
    }
  } finally {
    await database.close();
  }
}

async function eventsFor(database: Database, projection: Projection): Promise<number> {
  const { types } = projection;
  const where = types === null ? sql`1 = 1` : sql`t.type IN (${list([...types])})`;
  const events = await numberedEvents(database, where);
  return events.filter((event) => projection.wants?.(event as EventOf<EventType>) ?? true).length;
}

interface Measured {
  /** Events a second. */
  rate: number;
  /** Processor time for one, of the processes and the database, in milliseconds. */
  cpu: number;
}

/** The middle of some rounds; in turns, since what else the machine does changes. */
async function measure(
  database: Database,
  server: Child,
  url: string,
  { of, events }: { of: Rebuilt[]; events: number },
): Promise<Measured[]> {
  const measured = NODES.map((): Measured[] => []);
  for (let round = 0; round < Number(options.rounds); round += 1)
    for (const [index, processes] of NODES.entries()) {
      const { ms, cpu } = await once(database, server, url, of, processes);
      measured[index]?.push({ rate: (events * 1_000) / ms, cpu: cpu / events });
    }
  return measured.map((rounds) => ({
    rate: median(rounds.map(({ rate }) => rate)),
    cpu: median(rounds.map(({ cpu }) => cpu)),
  }));
}

/** Milliseconds until all have come to where they were, and the processor's meanwhile. */
async function once(
  database: Database,
  server: Child,
  url: string,
  projections: Rebuilt[],
  processes: number,
): Promise<{ ms: number; cpu: number }> {
  const names = projections.map(({ name }) => name);
  const places = async (): Promise<string> =>
    JSON.stringify(
      await database.query(sql`SELECT id, position FROM projection_place WHERE id IN (${list(names)}) ORDER BY id`),
    );
  const before = await places();
  const script = join(__dirname, "servers/projecting.js");
  const workers = await Promise.all(
    Array.from({ length: processes }, () => Child.start(process.execPath, [script, url, ...names], async () => true)),
  );
  try {
    for (let led: number[] = []; !isShared(led, names.length);)
      led = await Promise.all(workers.map((worker) => worker.ask<number>("leads")));
    await database.transact(async (tx) => {
      for (const { empty } of projections) await empty(tx);
      tx.execute(sql`UPDATE projection_place SET position = 0 WHERE id IN (${list(names)})`);
    });
    const spent = (): number => [server, ...workers].reduce((sum, child) => sum + child.cpu(), 0);
    const [began, spentBefore] = [performance.now(), spent()];
    await Promise.all(workers.map((worker) => worker.ask("begin")));
    while ((await places()) !== before) await delay(10);
    return { ms: performance.now() - began, cpu: spent() - spentBefore };
  } finally {
    for (const worker of workers) await worker[Symbol.asyncDispose]();
  }
}

const isShared = (led: readonly number[], things: number): boolean =>
  led.length > 0 &&
  led.reduce((sum, one) => sum + one, 0) === things &&
  Math.max(...led) <= Math.ceil(things / led.length);

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
