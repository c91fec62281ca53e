import { randomBytes } from "node:crypto";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ask, load, type Request } from "./support/load";
import { burst } from "./platform/live/burst";
import { fanOut } from "./platform/live/fan-out";
import { idleMemory } from "./platform/live/idle-memory";
import { latency } from "./platform/live/latency";
import { meanwhile } from "./platform/live/meanwhile";
import { storm } from "./platform/live/storm";
import { printLive, printWorks, type Measured, type Metrics, type Taken } from "./support/report";
import { seed } from "./support/seed";
import { temporaryFolder } from "./support/folder";
import { startMariaDb } from "./support/mariadb";
import { freePort, startScript, type Child } from "./support/processes";
import { filing } from "./case/filing";
import { providerPage } from "./public/provider-page";
import { queue } from "./case/queue";
import { ruling } from "./adjudication/ruling";
import { Tokens, type Bench, type Work } from "./support/work";

/**
 * npm run bench [-- --only filing,storm --cases 200000 --rounds 5 --seconds 3 --sockets 1000,5000,10000]
 *
 * `--only` takes beginnings of names: provider page, queue, filing, ruling; fan-out, burst, requests meanwhile,
 * storm, idle memory, latency. `live` is all from fan-out on.
 *
 * Requests: how fast our server is, as a ratio to the least that the same work can cost: a server written by hand for exactly
 * these requests (servers/floor.ts), on the same database in the same run. Before anything is measured, both must return equal responses and
 * write equal rows. Filing and ruling: the floor sends one prepared statement after another, as one writes it by hand; the sealing
 * of events is shared code.
 *
 * Live updates: beside ours a bare broadcast (servers/floor-broadcast.ts) and graphql-ws' default (servers/peer-graphql-ws.ts), shown to send the
 * same texts (live/stage.ts). Each task in live/ explains its numbers.
 *
 * MariaDB, the servers and the load generators share the machine's processors, so only the ratios are meaningful, and those best
 * when nothing else runs. Rounds alternate between the servers; the ratio is the median over the rounds.
 */
const { values: options } = parseArgs({
  options: {
    cases: { type: "string" },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "3" },
    sockets: { type: "string", default: "1000,5000,10000" },
    only: { type: "string" },
  },
});
const CONNECTIONS = 16;
/** With fewer cases the queue has no page 100. */
const FEWEST_CASES = 20_000;
const WRITES_PER_ROUND = 500;
/** With more sockets than this, some people have two. */
const WATCHERS = 5_000;

interface Server {
  port: number;
  child: Child;
}

async function main(): Promise<void> {
  const wanted = options.only?.split(",");
  const wants = (name: string): boolean => wanted?.some((begin) => name.startsWith(begin)) ?? true;
  const [rounds, seconds] = [Number(options.rounds), Number(options.seconds)];
  const sizes = options.sockets.split(",").map(Number);
  const live = liveWorks(sizes, seconds).filter(({ name }) => wants(name) || wants("live"));
  const requests = ["provider page", "queue", "filing", "ruling"].some(wants);
  // A live update costs the same however much is in the database.
  const cases = Number(options.cases ?? (requests ? 200_000 : FEWEST_CASES));
  if (!(cases >= FEWEST_CASES)) throw new Error(`--cases must be at least ${FEWEST_CASES}: the queue needs a page 100`);

  await using database = await startMariaDb();
  const turns = 2 * (rounds + 1);
  const world = await seed(database.url, {
    cases,
    filings: requests ? turns * WRITES_PER_ROUND + 10 : 0,
    watchers: live.length > 0 ? WATCHERS : 0,
  });
  const secret = randomBytes(32).toString("hex");
  const env = {
    DATABASE_URL: database.url,
    SECRET: secret,
    HOST: "127.0.0.1",
    DATA_DIR: temporaryFolder(),
    DEMO: "false",
    DEVELOPMENT: "false",
    LOG_LEVEL: "warn",
    SWEEP_SECONDS: "3600",
    // The moderators of the bench have none.
    STAFF_SECOND_FACTOR: "false",
    NODE_ENV: "production",
    CONNECTIONS: "1000000",
    CONNECTIONS_PER_ADDRESS: "1000000",
    BUDGET_PER_PERSON: "1000000000",
    BUDGET_PER_ADDRESS: "1000000000",
    SOCKETS: "1000000",
    SOCKETS_PER_ADDRESS: "1000000",
    SOCKETS_PER_PERSON: "1000000",
  };
  const bench: Bench = {
    world,
    databaseUrl: database.url,
    database: database.server,
    tokens: new Tokens(secret),
    ourEnv: { ...env, DATABASE_URL: database.url.replace("mysql:", "mariadb:") },
    writes: Math.min(WRITES_PER_ROUND, Math.floor((world.decidable.length - 10) / turns)),
    rounds,
  };

  const measured = requests ? await measureRequests(bench, wants, env, seconds) : [];
  const metrics: Metrics[] = [];
  for (const { measure } of live) await measure(bench).then((more) => metrics.push(...more), fail);

  printWorks(measured);
  printLive(metrics);
  const about = { at: new Date().toISOString(), cases, rounds, processors: cpus().length, node: process.version };
  process.stdout.write(`${JSON.stringify({ ...about, measured, live: metrics }, rounded)}\n`);
}

interface LiveWork {
  name: string;
  measure: (bench: Bench) => Promise<Metrics[]>;
}

function liveWorks(sizes: number[], seconds: number): LiveWork[] {
  const most = Math.max(...sizes);
  const alone = (name: string, measure: (bench: Bench) => Promise<Metrics>): LiveWork => ({
    name,
    measure: async (bench) => [await measure(bench)],
  });
  return [
    ...sizes.flatMap((size) => [1, 4].map((documents) => alone("fan-out", (bench) => fanOut(bench, size, documents)))),
    alone("burst", (bench) => burst(bench, Math.min(2_000, most))),
    alone("requests meanwhile", (bench) => meanwhile(bench, Math.min(5_000, most), seconds)),
    alone("storm", (bench) => storm(bench, Math.min(5_000, most))),
    { name: "idle memory", measure: (bench) => idleMemory(bench, [...new Set([Math.min(...sizes), most])]) },
    { name: "latency", measure: latency },
  ];
}

async function measureRequests(
  bench: Bench,
  wants: (name: string) => boolean,
  env: NodeJS.ProcessEnv,
  seconds: number,
): Promise<Measured[]> {
  const ours = await start("../src/main.js", bench.ourEnv);
  await using _ours = ours.child;
  const floor = await start("servers/floor.js", env);
  await using _floor = floor.child;
  const works = [
    providerPage(bench),
    queue(bench, 1, ours.port),
    queue(bench, 100, ours.port),
    filing(bench),
    ruling(bench),
  ];
  const measured: Measured[] = [];
  for (const work of works.filter(({ name }) => wants(name)))
    measured.push(await measure(work, { floor, ours, database: bench.database }, bench.rounds, seconds));
  return measured;
}

interface Running {
  floor: Server;
  ours: Server;
  database: Child;
}

async function measure(
  work: Work,
  { floor, ours, database }: Running,
  rounds: number,
  seconds: number,
): Promise<Measured> {
  const asker =
    ({ port }: Server) =>
    async (request: Request) => {
      const { status, body } = await ask(port, request);
      if (status !== 200) throw new Error(`${work.name}: ${status} ${body}`);
      return JSON.parse(body) as Record<string, unknown>;
    };
  await work.prepare();
  await work.verify(asker(floor), asker(ours));
  const turn = async ({ port, child }: Server, next: () => Request | undefined): Promise<Taken> => {
    let left = work.perRound ?? Infinity;
    const before = { cpu: child.cpu(), database: database.cpu() };
    const { perSecond, count } = await load(
      port,
      CONNECTIONS,
      () => ((left -= 1) < 0 ? undefined : next()),
      work.perRound === undefined ? seconds : Infinity,
    );
    return {
      perSecond,
      cpu: (child.cpu() - before.cpu) / count,
      database: (database.cpu() - before.database) / count,
    };
  };
  const measured: Measured = { name: work.name, rounds: [] };
  for (let round = 0; round <= rounds; round += 1) {
    await work.prepare();
    take(measured, round, { floor: await turn(floor, () => work.floor()), ours: await turn(ours, () => work.ours()) });
  }
  return measured;
}

/** The first round only warms up: compilers, caches, connections, buffers. */
function take({ name, rounds }: Measured, round: number, taken: { floor: Taken; ours: Taken }): void {
  const [floor, ours] = [taken.floor, taken.ours].map(({ perSecond }) => perSecond.toFixed(0));
  process.stderr.write(`${name}: ${round === 0 ? "warming up" : `round ${round}`}, floor ${floor}/s, ours ${ours}/s\n`);
  if (round > 0) rounds.push(taken);
}

async function start(script: string, env: NodeJS.ProcessEnv): Promise<Server> {
  const port = await freePort();
  return { port, child: await startScript(join(__dirname, script), port, env) };
}

/** Three digits are enough. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(3)) : value;

function fail(error: unknown): void {
  console.error(error);
  process.exitCode = 1;
}

void main().catch(fail);
