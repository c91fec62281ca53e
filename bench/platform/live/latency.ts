import { setTimeout as delay } from "node:timers/promises";
import { Connection, type Request } from "../../support/load";
import { Metrics, type Sample } from "../../support/report";
import { percentile } from "../../support/median";
import type { Child } from "../../support/processes";
import { startRedis } from "../../support/redis";
import type { Bench } from "../../support/work";
import { Crowd } from "./crowd";
import { DOCUMENTS } from "./documents";
import { checkAnswer, openGroups, SIDES, Stage, startSide, trigger } from "./stage";

const DOCUMENT = DOCUMENTS.slice(0, 1);
const MESSAGES = 200;
const briefly = (): number => 30;
/** Without a bell between nodes, a change waits for the other node's next poll, each second: sampled at any moment of that second. */
const UNRUNG_MESSAGES = 20;
const atAnyMoment = (): number => Math.random() * 1_000;

/**
 * One change to one subscriber: from its request to the receipt, and of ours also from the moment the database confirmed the
 * commit to the server. On the node that made the change, compared with the others' time from POST to receipt; and on a second
 * node, with and without Redis.
 */
export async function latency(bench: Bench): Promise<Metrics[]> {
  const redis = await startRedis();
  await using _redis = redis.child;
  return [
    await onOneNode(bench),
    await onAnother(bench, "second node, Redis", { REDIS_URL: redis.url }, MESSAGES, briefly),
    await onAnother(bench, "second node, no Redis", {}, UNRUNG_MESSAGES, atAnyMoment),
  ];
}

async function onOneNode(bench: Bench): Promise<Metrics> {
  const metrics = new Metrics("latency, same node");
  await using stage = await Stage.open(bench, DOCUMENT);
  await stage.fill(1);
  await stage.rehearse();
  for (let round = 0; round <= bench.rounds; round += 1)
    for (const name of SIDES) {
      const { port, child, crowd } = stage.side(name);
      const request = await stage.trigger(name);
      const at = { port, request, crowd, committer: name === "ours" ? child : null };
      metrics.take(round, name, await measure(at, MESSAGES, briefly));
    }
  return metrics;
}

async function onAnother(
  bench: Bench,
  name: string,
  env: NodeJS.ProcessEnv,
  messages: number,
  pause: () => number,
): Promise<Metrics> {
  const metrics = new Metrics(`latency, ${name}`);
  const here = await startSide(bench, "ours", env);
  await using _here = here.child;
  const there = await startSide(bench, "ours", env);
  await using _there = there.child;
  await using crowd = await Crowd.start();
  await crowd.open(there.port, 1, await openGroups(bench, "ours", DOCUMENT));
  for (let round = 0; round <= bench.rounds; round += 1) {
    const at = { port: here.port, request: await trigger(bench, 0), crowd, committer: here.child };
    metrics.take(round, "ours", await measure(at, messages, pause));
  }
  return metrics;
}

interface Way {
  port: number;
  request: Request;
  crowd: Crowd;
  committer: Child | null;
}

async function measure(
  { port, request, crowd, committer }: Way,
  messages: number,
  pause: () => number,
): Promise<Sample> {
  const connection = await Connection.open(port);
  const fromRequest: number[] = [];
  const fromCommit: number[] = [];
  for (let n = 0; n < messages; n += 1) {
    const { at, started } = await crowd.hear(1, () => connection.send(request).then(checkAnswer));
    fromRequest.push(at - started);
    if (committer) fromCommit.push(at - (await committer.ask<number>("committedAt")));
    await delay(pause());
  }
  connection.close();
  const spread = (way: string, took: number[]): Sample => ({
    [`${way}, p50`]: [percentile(took, 50), "ms"],
    [`${way}, p99`]: [percentile(took, 99), "ms"],
  });
  return { ...spread("from the request", fromRequest), ...(committer && spread("from the commit", fromCommit)) };
}
