import { createConnection, type RowDataPacket } from "mysql2/promise";
import { ask } from "../../support/load";
import { Metrics } from "../../support/report";
import { percentile } from "../../support/median";
import type { Child } from "../../support/processes";
import type { Bench } from "../../support/work";
import { Crowd, now } from "./crowd";
import { DOCUMENTS } from "./documents";
import { checkAnswer, openGroups, SIDES, startSide, trigger, type SideName } from "./stage";

const MISSED = 10;
const WITHIN_MS = 1_000;
/** Clients that used the other node before, so that it is as warm as one that has been running. */
const WARM_UP = 500;

/**
 * All clients of one node, when it is killed, connect to another within a second: bare sockets to be greeted with one message,
 * graphql-ws' clients to connect, subscribe and be greeted, and ours to receive in order the changes that they missed, then that
 * they are up to date. Only ours catches up; what the other two missed is lost.
 */
export async function storm(bench: Bench, sockets: number): Promise<Metrics> {
  const metrics = new Metrics(`storm of ${sockets}`);
  for (let round = 0; round <= bench.rounds; round += 1)
    for (const name of SIDES) await strike(bench, name, sockets, round, metrics);
  return metrics;
}

async function strike(bench: Bench, name: SideName, sockets: number, round: number, metrics: Metrics): Promise<void> {
  const doomed = await startSide(bench, name);
  await using _doomed = doomed.child;
  const refuge = await startSide(bench, name);
  await using _refuge = refuge.child;
  await using crowd = await Crowd.start();
  const groups = await openGroups(bench, name, DOCUMENTS.slice(0, 1));
  await crowd.open(refuge.port, WARM_UP, groups);
  await crowd.leave();
  await crowd.open(doomed.port, sockets, groups);
  await crowd.expectLoss();
  await doomed.child.kill();
  const missed = name === "ours" ? MISSED : 0;
  for (let n = 0; n < missed; n += 1) checkAnswer(await ask(refuge.port, await trigger(bench, n)));

  const before = await load(bench, refuge.child);
  const started = now();
  const { at, took, retries } = await crowd.reconnect(refuge.port, WITHIN_MS);
  const after = await load(bench, refuge.child);
  const had = await crowd.eventsCaughtUp();
  if (had !== missed) throw new Error(`the storm: ${had} events instead of ${missed}`);
  const each = (what: keyof Load): number => (after[what] - before[what]) / sockets;
  metrics.take(round, name, {
    "all up to date after": [at - started, "ms"],
    "each, median": [percentile(took, 50), "ms"],
    "each, p99": [percentile(took, 99), "ms"],
    "CPU per client": [each("cpu") * 1_000, "µs"],
    "came again": [retries, ""],
    ...(name === "ours" && {
      "SELECTs per client": [each("selects"), ""],
      "statements per client": [each("questions"), ""],
      "database CPU per client": [each("database") * 1_000, "µs"],
    }),
  });
}

interface Load {
  cpu: number;
  database: number;
  selects: number;
  questions: number;
}

async function load({ databaseUrl, database }: Bench, node: Child): Promise<Load> {
  const connection = await createConnection(databaseUrl);
  const [rows] = await connection.query<RowDataPacket[]>(
    "SHOW GLOBAL STATUS WHERE Variable_name IN ('Com_select', 'Questions')",
  );
  await connection.end();
  const status = new Map(rows.map(({ Variable_name: name, Value: value }) => [name as string, Number(value)]));
  return {
    cpu: node.cpu(),
    database: database.cpu(),
    selects: status.get("Com_select") ?? NaN,
    questions: status.get("Questions") ?? NaN,
  };
}
