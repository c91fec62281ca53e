import { setTimeout as delay } from "node:timers/promises";
import { Metrics } from "../../support/report";
import type { Bench } from "../../support/work";
import { DOCUMENTS } from "./documents";
import { SIDES, Stage, type Side } from "./stage";

/** So many that what is compiled meanwhile is not counted as theirs. */
const WARM_UP = 1_000;
/** The young generation has its full size from the beginning: if it grew while sockets are opened, it would be counted as theirs. */
const FLAGS = ["--min-semi-space-size=16", "--max-semi-space-size=16"];
/** Rounds differ by a few per cent. */
const MOST_ROUNDS = 2;
/** Everything that waits for a connection's start has ended by then: graphql-ws' own timer takes three seconds, what the budget counts a minute. */
const SETTLING_MS = 61_000;

/**
 * Resident memory of the server for each idle subscribed connection, after garbage collection: what it has with so many, less
 * what it had with the few that have warmed it up. Also what the heap and its buffers hold, because resident memory comes in pages
 * and pools, and with few connections says more about those.
 */
export async function idleMemory(bench: Bench, sizes: readonly number[]): Promise<Metrics[]> {
  const measured = sizes.map((size) => new Metrics(`idle memory at ${size}`));
  for (let round = 1; round <= Math.min(MOST_ROUNDS, bench.rounds); round += 1) {
    await using stage = await Stage.open(bench, DOCUMENTS.slice(0, 1), FLAGS);
    for (const name of SIDES) await fill(stage.side(name), round, measured, sizes);
  }
  return measured;
}

async function fill(side: Side, round: number, measured: Metrics[], sizes: readonly number[]): Promise<void> {
  const { crowd, port, groups, name } = side;
  await crowd.open(port, WARM_UP, groups);
  const before = await settled(side);
  let open = WARM_UP;
  for (const [n, size] of sizes.entries()) {
    await crowd.open(port, size - open, groups);
    open = size;
    const after = await settled(side);
    const each = (what: keyof Memory): number => (after[what] - before[what]) / 1_024 / (size - WARM_UP);
    measured[n]?.take(round, name, { resident: [each("resident"), "kB"], "heap and buffers": [each("used"), "kB"] });
  }
}

interface Memory {
  resident: number;
  used: number;
}

async function settled({ child }: Side): Promise<Memory> {
  await delay(SETTLING_MS);
  const { rss, heapUsed, external } = await child.ask<NodeJS.MemoryUsage>("memory");
  return { resident: rss, used: heapUsed + external };
}
