import { setTimeout as delay } from "node:timers/promises";
import { Connection } from "../../support/load";
import { Metrics } from "../../support/report";
import { median } from "../../support/median";
import type { Bench } from "../../support/work";
import { now, type Hearing } from "./crowd";
import { DOCUMENTS } from "./documents";
import { checkAnswer, SIDES, Stage, type SideName } from "./stage";

const CHANGES = 10;
const BURSTS = 10;
const PAUSE_MS = 60;

type Send = () => Promise<unknown>;
type Listen = (send: Send) => Promise<Hearing>;

interface Taken {
  ms: number;
  cpu: number;
  reads: number;
}

/**
 * Ten cases changed at once, by ten requests on ten connections: from the first request to the last socket's receipt of the last
 * change, less what the ten requests take without subscribers. The others send ten messages, one after the other.
 */
export async function burst(bench: Bench, sockets: number): Promise<Metrics> {
  await using stage = await Stage.open(bench, DOCUMENTS.slice(0, 1));
  const metrics = new Metrics(`${CHANGES} changes at once to ${sockets}`);
  const alone = {} as Record<SideName, Taken>;
  for (const name of SIDES) alone[name] = await repeat(stage, name, 3 * BURSTS, untilAnswered);
  await stage.fill(sockets);
  await stage.rehearse();
  for (let round = 0; round <= bench.rounds; round += 1)
    for (const name of SIDES) {
      const { crowd } = stage.side(name);
      const { ms, cpu, reads } = await repeat(stage, name, BURSTS, (send) => crowd.hear(CHANGES, send));
      await crowd.checkEven();
      metrics.take(round, name, {
        "last client": [Math.max(0.01, ms - alone[name].ms), "ms"],
        "CPU per message": [(Math.max(0.01, cpu - alone[name].cpu) / CHANGES / sockets) * 1_000, "µs"],
        "reads per socket": [reads / sockets, ""],
      });
    }
  await stage.rehearse();
  return metrics;
}

const untilAnswered: Listen = async (send) => {
  const started = now();
  await send();
  return { started, at: now(), reads: 0 };
};

async function repeat(stage: Stage, name: SideName, bursts: number, listen: Listen): Promise<Taken> {
  const { port, child } = stage.side(name);
  const changes = await Promise.all(
    Array.from({ length: CHANGES }, async (_, n) => ({
      request: await stage.trigger(name, n),
      connection: await Connection.open(port),
    })),
  );
  const send: Send = () =>
    Promise.all(changes.map(({ request, connection }) => connection.send(request).then(checkAnswer)));
  const before = child.cpu();
  const heard: Hearing[] = [];
  for (let n = 0; n < bursts; n += 1) {
    heard.push(await listen(send));
    await delay(PAUSE_MS);
  }
  const cpu = (child.cpu() - before) / bursts;
  for (const { connection } of changes) connection.close();
  return {
    ms: median(heard.map(({ at, started }) => at - started)),
    cpu,
    reads: median(heard.map(({ reads }) => reads)),
  };
}
