import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { ATTACKS } from "./platform/attacks";
import { temporaryFolder } from "./support/folder";
import { percentile } from "./support/median";
import { freePort, startScript, type Child } from "./support/processes";

/**
 * npm run bench:attack [-- --seconds 10 --only comment]
 *
 * A process with the settings of production and an empty SQLite database undergoes one attack after the other, each from an address of its own.
 * Meanwhile it is asked ten times a second whether it is alive. Reports how long the responses take, worst and 99th percentile, and how much memory
 * the process uses at most; the goals are 100 ms and 400 MB.
 */
const GOAL_MS = 100;
const GOAL_MB = 400;
const LOOK_MS = 100;

interface Order {
  port: number;
  attack: number;
  seconds: number;
}

async function main(): Promise<void> {
  const { values: options } = parseArgs({
    options: { seconds: { type: "string", default: "10" }, only: { type: "string", default: "" } },
  });
  const port = await freePort();
  const folder = temporaryFolder();
  const env = {
    HOST: "127.0.0.1",
    DATA_DIR: folder,
    DATABASE_URL: `sqlite:${join(folder, "redress.db")}`,
    SECRET: randomBytes(32).toString("hex"),
    DEMO: "false",
    DEVELOPMENT: "false",
    LOG_LEVEL: "warn",
  };
  await using server = await startScript(join(__dirname, "../src/main.js"), port, env);
  const rows = [["attack", "tries", "answers", "worst", "p99", "peak memory"]];
  rows.push(["(none)", "", "", ...toCells(await watch(server, port, delay(2_000)))]);
  for (const [attack, { name }] of ATTACKS.entries()) {
    if (!name.includes(options.only)) continue;
    const order: Order = { port, attack, seconds: Number(options.seconds) };
    let outcomes: Record<string, number> = {};
    const attacking = new Promise<void>((over, failed) => {
      new Worker(__filename, { workerData: order })
        .once("message", (counted: Record<string, number>) => (outcomes = counted))
        .once("error", failed)
        .once("exit", () => over());
    });
    const seen = await watch(server, port, attacking);
    const tries = Object.values(outcomes).reduce((sum, many) => sum + many, 0);
    const answers = Object.entries(outcomes).map(([outcome, many]) => `${many} × ${outcome}`);
    rows.push([name, String(tries), answers.join(", "), ...toCells(seen)]);
  }
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) console.log(row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "));
}

interface Seen {
  latencies: number[];
  peakMb: number;
}

/** Checks whether the process is alive at fixed intervals, regardless of the previous check's outcome, until `until` resolves. */
async function watch(server: Child, port: number, until: Promise<void>): Promise<Seen> {
  const seen: Seen = { latencies: [], peakMb: 0 };
  const asked: Promise<void>[] = [];
  let over = false;
  void until.finally(() => (over = true));
  while (!over) {
    asked.push(isLive(port).then((ms) => void seen.latencies.push(ms)));
    seen.peakMb = Math.max(seen.peakMb, server.memory() / 2 ** 20);
    await delay(LOOK_MS);
  }
  await until;
  await Promise.all(asked);
  return seen;
}

/** Milliseconds to the response, on a connection of its own; infinite when none comes. */
function isLive(port: number): Promise<number> {
  const began = performance.now();
  return new Promise((done) => {
    const asking = request(
      { host: "127.0.0.1", port, path: "/health/live", agent: false, timeout: 30_000 },
      (response) =>
        response.resume().once("end", () => done(response.statusCode === 200 ? performance.now() - began : Infinity)),
    );
    asking.once("timeout", () => asking.destroy());
    asking.once("error", () => done(Infinity));
    asking.end();
  });
}

function toCells({ latencies, peakMb }: Seen): string[] {
  const [worst, usual] = [Math.max(...latencies), percentile(latencies, 99)];
  const marked = (value: number, goal: number, unit: string): string =>
    `${value.toFixed(0)} ${unit}${value > goal ? " !" : ""}`;
  return [marked(worst, GOAL_MS, "ms"), marked(usual, GOAL_MS, "ms"), marked(peakMb, GOAL_MB, "MB")];
}

/** In a thread of its own, so that it does not hold up the watch: each of its clients starts again when it has its response. */
async function attack({ attack: number, seconds, port }: Order): Promise<void> {
  const { atOnce, once } = ATTACKS[number] ?? { atOnce: 0, once: async () => "" };
  const outcomes: Record<string, number> = {};
  const end = performance.now() + seconds * 1_000;
  let n = 0;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (performance.now() < end) {
        n += 1;
        const outcome = await once({ port, localAddress: `127.0.0.${10 + number}` }, n);
        outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      }
    }),
  );
  parentPort?.postMessage(outcomes);
}

void (isMainThread ? main() : attack(workerData as Order));
