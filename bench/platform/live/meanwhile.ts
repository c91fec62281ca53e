import { setTimeout as delay } from "node:timers/promises";
import { Connection } from "../../support/load";
import { Metrics } from "../../support/report";
import { percentile } from "../../support/median";
import { PROVIDER_PAGE } from "../../public/provider-page";
import { graphql, type Bench } from "../../support/work";
import { now } from "./crowd";
import { DOCUMENTS } from "./documents";
import { checkAnswer, SIDES, Stage, type Side } from "./stage";

const EVERY_MS = 10;
/** More are opened when this many pages are unanswered. */
const CONNECTIONS = 50;

/**
 * Whether requests are answered during fan-out: the provider page, requested a hundred times a second
 * whether or not the last one has been answered, first with all sockets idle, then with one change after the other, each as soon
 * as the last socket has the one before. The other two show the same page by the hand-written floor's code.
 */
export async function meanwhile(bench: Bench, sockets: number, seconds: number): Promise<Metrics> {
  await using stage = await Stage.open(bench, DOCUMENTS.slice(0, 1));
  const metrics = new Metrics(`page during fan-out to ${sockets}`);
  await stage.fill(sockets);
  await stage.rehearse();
  for (let round = 0; round <= bench.rounds; round += 1)
    for (const name of SIDES) {
      const side = stage.side(name);
      const idle = await pages(bench, side, seconds);
      const [busy, perSecond] = await Promise.all([
        pages(bench, side, seconds),
        sendChanges(stage, side, sockets, seconds),
      ]);
      const p99 = { idle: percentile(idle, 99), busy: percentile(busy, 99) };
      metrics.take(round, name, {
        "p99 idle": [p99.idle, "ms"],
        "p99 during": [p99.busy, "ms"],
        "during : idle": [p99.busy / p99.idle, ""],
        "messages meanwhile": [perSecond / 1_000, "k/s"],
      });
    }
  return metrics;
}

/** How long each page took, for so many seconds. */
async function pages(bench: Bench, { name, port }: Side, seconds: number): Promise<number[]> {
  const { providers, moderators } = bench.world;
  // Signed in: to visitors an answer is made once.
  const token = moderators[0] && (await bench.tokens.of(moderators[0]));
  const free = await Promise.all(Array.from({ length: CONNECTIONS }, () => Connection.open(port)));
  const ask = async (n: number): Promise<number> => {
    const id = providers[(n * 7) % providers.length] ?? "";
    const request =
      name === "ours" ? graphql(PROVIDER_PAGE, { id }, token) : { method: "GET" as const, path: `/provider?id=${id}` };
    const started = now();
    const connection = free.pop() ?? (await Connection.open(port));
    checkAnswer(await connection.send(request));
    free.push(connection);
    return now() - started;
  };
  const count = Math.round((seconds * 1_000) / EVERY_MS);
  const took = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      await delay(n * EVERY_MS);
      return ask(n);
    }),
  );
  for (const connection of free) connection.close();
  return took;
}

/** One change after the other for so many seconds; returns how many messages that made in each of them. */
async function sendChanges(
  stage: Stage,
  { name, port, crowd }: Side,
  sockets: number,
  seconds: number,
): Promise<number> {
  const request = await stage.trigger(name);
  const connection = await Connection.open(port);
  const begun = now();
  let count = 0;
  for (; now() < begun + seconds * 1_000; count += 1)
    await crowd.hear(1, () => connection.send(request).then(checkAnswer));
  connection.close();
  return ((count * sockets) / (now() - begun)) * 1_000;
}
