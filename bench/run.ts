import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ask, load } from "./load";
import { printTable, type Measured } from "./report";
import { seed } from "./seed";
import { startMariaDb } from "./support/mariadb";
import { freePort, startScript, type Child } from "./support/processes";
import { FanOut } from "./works/fan-out";
import { filing } from "./works/filing";
import { providerPage } from "./works/provider-page";
import { queue } from "./works/queue";
import { ruling } from "./works/ruling";
import { Tokens, type Bench, type Work } from "./works/work";

/**
 * npm run bench [-- --cases 200000 --rounds 5 --only filing --seconds 3 --sockets 1000]
 *
 * How fast our server is, as a ratio to the least that the same work can cost: a server written by hand for exactly these
 * requests (floor.ts), on the same database in the same run. MariaDB, both servers and this load generator share the machine's
 * processors, so only the ratios mean anything, and those best when nothing else runs. Rounds alternate between the two; the
 * ratio is the median over the rounds. Before anything is measured, both must give equal answers and write equal rows.
 *
 * Filing and ruling: the floor sends one prepared statement after another, as one writes it by hand; the sealing of events is
 * shared code. Fan-out: from the commit to the last socket's receipt, less what the same request takes when nobody listens.
 */
const { values: options } = parseArgs({
  options: {
    cases: { type: "string", default: "200000" },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "3" },
    sockets: { type: "string", default: "1000" },
    only: { type: "string" },
  },
});
const CONNECTIONS = 16;
const WRITES_PER_ROUND = 500;

interface Server {
  port: number;
  child: Child;
}

async function main(): Promise<void> {
  const [cases, rounds, seconds, sockets] = [options.cases, options.rounds, options.seconds, options.sockets].map(Number) as [number, number, number, number];
  const wants = (name: string): boolean => options.only === undefined || name.startsWith(options.only);
  await using database = await startMariaDb();
  const turns = 2 * (rounds + 1);
  const world = await seed(database.url, cases, turns * WRITES_PER_ROUND + 10);
  const secret = randomBytes(32).toString("hex");
  const bench: Bench = { world, databaseUrl: database.url, tokens: new Tokens(secret), writes: Math.min(WRITES_PER_ROUND, Math.floor((world.decidable.length - 10) / turns)), rounds };

  const dataDir = await mkdtemp(join(tmpdir(), "redress-bench-data-"));
  const env = { DATABASE_URL: database.url, SECRET: secret, HOST: "127.0.0.1", DATA_DIR: dataDir, DEMO: "false", DEVELOPMENT: "false", LOG_LEVEL: "warn", SWEEP_SECONDS: "3600", NODE_ENV: "production" };
  const ours = await start("../src/main.js", { ...env, DATABASE_URL: database.url.replace("mysql:", "mariadb:") });
  await using _ours = ours.child;
  const floor = await start("floor.js", env);
  await using _floor = floor.child;

  const works = [providerPage(bench), queue(bench, 1, ours.port), queue(bench, 100, ours.port), filing(bench), ruling(bench)];
  const measured: Measured[] = [];
  for (const work of works.filter(({ name }) => wants(name))) measured.push(await measure(work, floor, ours, rounds, seconds));
  if (wants("fan-out")) measured.push(...(await measureFanOut(bench, ours, rounds, sockets)));
  await rm(dataDir, { recursive: true, force: true });

  printTable(measured);
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), cases, rounds, processors: cpus().length, node: process.version, measured })}\n`);
}

async function measure(work: Work, floor: Server, ours: Server, rounds: number, seconds: number): Promise<Measured> {
  const asker = ({ port }: Server) => async (request: Parameters<typeof ask>[1]) => {
    const { status, body } = await ask(port, request);
    if (status !== 200) throw new Error(`${work.name}: ${status} ${body}`);
    return JSON.parse(body) as Record<string, unknown>;
  };
  await work.prepare();
  await work.verify(asker(floor), asker(ours));
  const turn = async (server: Server, next: () => ReturnType<Work["floor"]>): Promise<{ rate: number; cpu: number }> => {
    let left = work.perRound ?? Infinity;
    const before = server.child.cpu();
    const { perSecond, count } = await load(server.port, CONNECTIONS, () => ((left -= 1) < 0 ? undefined : next()), work.perRound === undefined ? seconds : Infinity);
    return { rate: perSecond, cpu: (server.child.cpu() - before) / count };
  };
  const taken: Measured = { name: work.name, unit: "/s", floor: [], ours: [], floorCpu: [], oursCpu: [] };
  for (let round = 0; round <= rounds; round += 1) {
    await work.prepare();
    const a = await turn(floor, () => work.floor());
    const b = await turn(ours, () => work.ours());
    say(`${work.name}: ${round === 0 ? "warming up" : `round ${round}`}, floor ${a.rate.toFixed(0)}/s, ours ${b.rate.toFixed(0)}/s`);
    // The first round only warms up: compilers, caches, connections, buffers.
    if (round === 0) continue;
    taken.floor.push(a.rate);
    taken.ours.push(b.rate);
    taken.floorCpu.push(a.cpu);
    taken.oursCpu.push(b.cpu);
  }
  return taken;
}

async function measureFanOut(bench: Bench, ours: Server, rounds: number, sockets: number): Promise<Measured[]> {
  const bare = await start("floor-broadcast.js", {});
  await using _bare = bare.child;
  const fanOut = await FanOut.connect(bench, bare, ours, sockets);
  const taken: Measured = { name: `fan-out to ${sockets}`, unit: "ms", floor: [], ours: [], floorCpu: [], oursCpu: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const { floor, ours: mine } = await fanOut.round();
    say(`${taken.name}: ${round === 0 ? "warming up" : `round ${round}`}, floor ${floor.ms.toFixed(1)} ms, ours ${mine.ms.toFixed(1)} ms`);
    if (round === 0) continue;
    taken.floor.push(floor.ms);
    taken.ours.push(mine.ms);
    taken.floorCpu.push(floor.cpu);
    taken.oursCpu.push(mine.cpu);
  }
  fanOut.close();
  return [taken];
}

async function start(script: string, env: NodeJS.ProcessEnv): Promise<Server> {
  const port = await freePort();
  return { port, child: await startScript(join(__dirname, script), port, env) };
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
