import { randomBytes } from "node:crypto";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ask, load, type Request } from "./load";
import { printTable, type Measured, type Taken } from "./report";
import { seed } from "./seed";
import { temporaryFolder } from "./support/folder";
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
/** Fewer have no page 100 in the queue. */
const FEWEST_CASES = 20_000;
const WRITES_PER_ROUND = 500;

interface Server {
  port: number;
  child: Child;
}

async function main(): Promise<void> {
  const [cases, rounds, seconds, sockets] = [options.cases, options.rounds, options.seconds, options.sockets].map(
    Number,
  ) as [number, number, number, number];
  const wants = (name: string): boolean => options.only === undefined || name.startsWith(options.only);
  if (!(cases >= FEWEST_CASES))
    throw new Error(`--cases must be at least ${FEWEST_CASES}: fewer make no page 100 of the queue`);
  await using database = await startMariaDb();
  const turns = 2 * (rounds + 1);
  const world = await seed(database.url, cases, turns * WRITES_PER_ROUND + 10);
  const secret = randomBytes(32).toString("hex");
  const bench: Bench = {
    world,
    databaseUrl: database.url,
    tokens: new Tokens(secret),
    writes: Math.min(WRITES_PER_ROUND, Math.floor((world.decidable.length - 10) / turns)),
    rounds,
  };

  const env = {
    DATABASE_URL: database.url,
    SECRET: secret,
    HOST: "127.0.0.1",
    DATA_DIR: temporaryFolder(),
    DEMO: "false",
    DEVELOPMENT: "false",
    LOG_LEVEL: "warn",
    SWEEP_SECONDS: "3600",
    NODE_ENV: "production",
  };
  const ours = await start("../src/main.js", { ...env, DATABASE_URL: database.url.replace("mysql:", "mariadb:") });
  await using _ours = ours.child;
  const floor = await start("floor.js", env);
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
    measured.push(await measure(work, { floor, ours, database: database.server }, rounds, seconds));
  if (wants("fan-out")) await measureFanOut(bench, ours, rounds, sockets).then((taken) => measured.push(taken), fail);

  printTable(measured);
  process.stdout.write(
    `${JSON.stringify({ at: new Date().toISOString(), cases, rounds, processors: cpus().length, node: process.version, measured }, rounded)}\n`,
  );
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
      speed: perSecond,
      cpu: (child.cpu() - before.cpu) / count,
      database: (database.cpu() - before.database) / count,
    };
  };
  const measured: Measured = { name: work.name, unit: "/s", rounds: [] };
  for (let round = 0; round <= rounds; round += 1) {
    await work.prepare();
    take(measured, round, { floor: await turn(floor, () => work.floor()), ours: await turn(ours, () => work.ours()) });
  }
  return measured;
}

async function measureFanOut(bench: Bench, ours: Server, rounds: number, sockets: number): Promise<Measured> {
  const floor = await start("floor-broadcast.js", {});
  await using _floor = floor.child;
  const fanOut = await FanOut.connect(bench, floor, ours, sockets);
  const measured: Measured = { name: `fan-out to ${sockets}`, unit: "ms", rounds: [] };
  for (let round = 0; round <= rounds; round += 1) take(measured, round, await fanOut.round());
  fanOut.close();
  return measured;
}

/** The first round only warms up: compilers, caches, connections, buffers. */
function take({ name, unit, rounds }: Measured, round: number, taken: { floor: Taken; ours: Taken }): void {
  const [floor, ours] = [taken.floor, taken.ours].map(({ speed }) => `${speed.toFixed(unit === "ms" ? 1 : 0)} ${unit}`);
  process.stderr.write(`${name}: ${round === 0 ? "warming up" : `round ${round}`}, floor ${floor}, ours ${ours}\n`);
  if (round > 0) rounds.push(taken);
}

async function start(script: string, env: NodeJS.ProcessEnv): Promise<Server> {
  const port = await freePort();
  return { port, child: await startScript(join(__dirname, script), port, env) };
}

/** Three digits say all there is to say. */
const rounded = (_: string, value: unknown): unknown =>
  typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(3)) : value;

function fail(error: unknown): void {
  console.error(error);
  process.exitCode = 1;
}

void main().catch(fail);
