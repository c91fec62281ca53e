import { setTimeout as delay } from "node:timers/promises";
import { Connection } from "../../support/load";
import { Metrics } from "../../support/report";
import { median } from "../../support/median";
import type { Bench } from "../../support/work";
import { DOCUMENTS } from "./documents";
import { checkAnswer, measureAlone, SIDES, Stage, type SideName } from "./stage";

/** Longer than changes are held back to be sent together. */
const PAUSE_MS = 40;

interface Alone {
  ms: number;
  cpu: number;
}

/**
 * One committed change, sent to a crowd of moderators: from the request that makes it to the last socket's receipt, less what the
 * same request takes without subscribers; compared with the same bytes sent blindly to as many sockets, and with graphql-ws' default.
 */
export async function fanOut(bench: Bench, sockets: number, documents: number): Promise<Metrics> {
  await using stage = await Stage.open(bench, DOCUMENTS.slice(0, documents));
  const metrics = new Metrics(`fan-out to ${sockets}, ${documents === 1 ? "one document" : `${documents} documents`}`);
  const alone = {} as Record<SideName, Alone>;
  for (const name of SIDES) alone[name] = await measureAlone(stage, name);
  await stage.fill(sockets);
  await stage.rehearse();
  const messages = Math.min(100, Math.max(10, Math.round(50_000 / sockets)));
  for (let round = 0; round <= bench.rounds; round += 1)
    for (const name of SIDES) {
      const taken = await deliver(stage, name, messages, alone[name]);
      metrics.take(round, name, {
        "last client": [taken.ms, "ms"],
        "CPU per message": [(taken.cpu / sockets) * 1_000, "µs"],
      });
    }
  await stage.rehearse();
  return metrics;
}

async function deliver(stage: Stage, name: SideName, messages: number, alone: Alone): Promise<Alone> {
  const { port, child, crowd } = stage.side(name);
  const request = await stage.trigger(name);
  const connection = await Connection.open(port);
  const before = child.cpu();
  const took: number[] = [];
  for (let n = 0; n < messages; n += 1) {
    const { at, started } = await crowd.hear(1, () => connection.send(request).then(checkAnswer));
    took.push(at - started);
    await delay(PAUSE_MS);
  }
  const cpu = (child.cpu() - before) / messages;
  connection.close();
  await crowd.checkEven();
  return { ms: Math.max(0.01, median(took) - alone.ms), cpu: Math.max(0.01, cpu - alone.cpu) };
}
