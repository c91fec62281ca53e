import { setTimeout as delay } from "node:timers/promises";
import { casePage } from "../../case/case-page";
import { queue } from "../../case/queue";
import { providerPage } from "../../public/provider-page";
import { visitorPages } from "../../public/visitor-pages";
import { Connection, load } from "../../support/load";
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
 * an hour by the line through all minutes but the first few.
 */
export async function endurance(bench: Bench, minutes: number): Promise<void> {
  const { child, port } = await startSide(bench, "ours");
  await using _child = child;
  await using crowd = await Crowd.start();
  await crowd.open(port, SOCKETS, await openGroups(bench, "ours", DOCUMENTS.slice(0, 1)));
  const works = [providerPage(bench), ...visitorPages(bench), queue(bench, 1, port), casePage(bench)];
  const used: number[] = [];
  for (let minute = 1; minute <= minutes; minute += 1) {
    for (const work of works) await work.prepare();
    let n = 0;
    const [reads, changes] = await Promise.all([
      load(port, CONNECTIONS, () => works[(n += 1) % works.length]?.ours(), 60),
      change(bench, port, 60_000),
    ]);
    const { rss, heapUsed, external } = await child.ask<NodeJS.MemoryUsage>("memory");
    used.push((heapUsed + external) / 1e6);
    process.stderr.write(
      `minute ${minute}: ${reads.count} reads, ${changes} changes to ${SOCKETS} sockets; resident ${(rss / 1e6).toFixed(0)} MB, heap and buffers ${used.at(-1)?.toFixed(1)} MB\n`,
    );
  }
  await crowd.checkEven();
  const settled = used.slice(WARM_UP_MINUTES);
  if (settled.length > 1)
    console.log(
      `endurance: heap and buffers ${settled.at(-1)?.toFixed(1)} MB, ${(60 * slopeOf(settled)).toFixed(1)} MB more in an hour`,
    );
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
