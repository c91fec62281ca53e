import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { casePage } from "../../case/case-page";
import { queue } from "../../case/queue";
import { providerPage } from "../../public/provider-page";
import { visitorPages } from "../../public/visitor-pages";
import { Connection, load } from "../../support/load";
import { freePort } from "../../support/processes";
import type { Minute } from "../../support/report";
import type { Bench } from "../../support/work";
import { Crowd } from "./crowd";
import { DOCUMENTS } from "./documents";
import { checkAnswer, openGroups, startSide, trigger } from "./stage";

const SOCKETS = 1_000;
const CONNECTIONS = 8;
/** Each is sent to every socket. */
const CHANGE_EVERY_MS = 250;
/** In the first minutes caches fill up and code is compiled. */
const WARM_UP_MINUTES = 3;

/**
 * Ours under mixed load for minutes: a thousand sockets that are told of four changes a second, and as many reads as eight connections
 * take: pages of visitors, of people signed in, of moderators. Its memory after garbage collection, each minute, and how much that grows in
 * an hour by the line through all minutes but the first few. What its caches say they hold of that is told beside it; with small ones
 * they are full from the first minute on.
 */
export async function endurance(
  bench: Bench,
  minutes: number,
  { smallCaches }: { smallCaches: boolean },
): Promise<Minute[]> {
  const metricsPort = await freePort();
  const { child, port } = await startSide(
    bench,
    "ours",
    { METRICS_PORT: String(metricsPort) },
    smallCaches ? ["--require", join(__dirname, "../../servers/small-caches.js")] : [],
  );
  await using _child = child;
  await using crowd = await Crowd.start();
  await crowd.open(port, SOCKETS, await openGroups(bench, "ours", DOCUMENTS.slice(0, 1)));
  const works = [providerPage(bench), ...visitorPages(bench), queue(bench, 1, port), casePage(bench)];
  const taken: Minute[] = [];
  for (let minute = 1; minute <= minutes; minute += 1) {
    for (const work of works) await work.prepare();
    let n = 0;
    const [reads, changes] = await Promise.all([
      load(port, CONNECTIONS, () => works[(n += 1) % works.length]?.ours(), 60),
      change(bench, port, 60_000),
    ]);
    const { rss, heapUsed, external } = await child.ask<NodeJS.MemoryUsage>("memory");
    const [resident, used, cached] = [rss, heapUsed + external, await cachedBytes(metricsPort)].map(
      (bytes) => bytes / 1e6,
    ) as [number, number, number];
    taken.push({ reads: reads.count, changes, resident, used, cached });
    process.stderr.write(
      `minute ${minute}: ${reads.count} reads, ${changes} changes to ${SOCKETS} sockets; resident ${resident.toFixed(0)} MB, heap and buffers ${used.toFixed(1)} MB, of which caches ${cached.toFixed(1)} MB\n`,
    );
  }
  await crowd.checkEven();
  const settled = taken.slice(WARM_UP_MINUTES).map(({ used }) => used);
  if (settled.length > 1)
    console.log(
      `endurance: heap and buffers ${settled.at(-1)?.toFixed(1)} MB, ${(60 * slopeOf(settled)).toFixed(1)} MB more in an hour`,
    );
  return taken;
}

/** As the server estimates them. */
async function cachedBytes(metricsPort: number): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
  const body = await response.text();
  if (!response.ok) throw new Error(`/metrics was answered ${response.status}: ${body}`);
  return [...body.matchAll(/^redress_cache_bytes\{.*\} (\d+)$/gm)].reduce((sum, [, bytes]) => sum + Number(bytes), 0);
}

async function change(bench: Bench, port: number, milliseconds: number): Promise<number> {
  const connection = await Connection.open(port);
  const until = performance.now() + milliseconds;
  let count = 0;
  while (performance.now() < until) {
    checkAnswer(await connection.send(await trigger(bench, count % 10)));
    count += 1;
    await delay(CHANGE_EVERY_MS);
  }
  connection.close();
  return count;
}

/** By least squares, for each step. */
function slopeOf(values: readonly number[]): number {
  const mean = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
  const [middle, level] = [(values.length - 1) / 2, mean(values)];
  const spread = values.reduce((sum, _, n) => sum + (n - middle) ** 2, 0);
  return values.reduce((sum, value, n) => sum + (n - middle) * (value - level), 0) / spread;
}
