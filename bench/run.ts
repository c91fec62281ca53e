import { randomBytes } from "node:crypto";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ask, load, type Request } from "./support/load";
import { burst } from "./platform/live/burst";
import { fanOut } from "./platform/live/fan-out";
import { idleMemory } from "./platform/live/idle-memory";
import { latency } from "./platform/live/latency";
import { meanwhile } from "./platform/live/meanwhile";
import { storm } from "./platform/live/storm";
import { Meter, type Spent } from "./support/meter";
import {
  printLive,
  printWorks,
  type Cost,
  type Measured,
  type Metrics,
  type Round,
  type Taken,
} from "./support/report";
import { commitOf, save } from "./support/results";
import { seed } from "./support/seed";
import { startMariaDb } from "./support/mariadb";
import { freePort, startScript, type Child } from "./support/processes";
import { serverSettings } from "./support/server-settings";
import { casePage } from "./case/case-page";
import { filing } from "./case/filing";
import { providerPage } from "./public/provider-page";
import { visitorPages } from "./public/visitor-pages";
import { endurance } from "./platform/live/endurance";
import { queue } from "./case/queue";
import { ruling } from "./adjudication/ruling";
import { Tokens, type Bench, type Work } from "./support/work";

/**
 * npm run bench [-- --only filing,storm --cases 200000 --rounds 5 --seconds 3 --warm-up 2500 --durable --save NAME --sockets 1000,5000,10000]
 * npm run bench -- --minutes 10 [--small-caches --save NAME]: mixed load and a thousand sockets for so long; what memory is in use, each minute
 *
 * `--only` takes beginnings of names: provider page, visitor's …, queue, case page, filing, ruling; fan-out, burst, requests meanwhile,
 * storm, idle memory, latency. `live` is all from fan-out on.
 *
 * Requests: how fast our server is, as a ratio to the least that the same work can cost: a server written by hand for exactly
 * these requests (servers/floor.ts), on the same database in the same run. Before anything is measured, both must return equal responses and
 * write equal rows. Filing and ruling: the floor sends one prepared statement after another, as one writes it by hand, and asks what it
 * must to refuse what ours refuses; how events are sealed and get their positions is shared code.
 *
 * What is read has been projected before, so that nothing else is going on. What a command makes projections do is measured apart: our
 * server holds them back (servers/hold-projections.ts) until the command has been measured. Then all together, as in production.
 *
 * `--durable`: the database forces each commit to disk, and keeps a binary log. `--save`: keeps the figures in bench/results, from which
 * `npm run bench:report` makes docs/performance.md.
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
    "warm-up": { type: "string", default: "2500" },
    durable: { type: "boolean", default: false },
    save: { type: "string" },
    sockets: { type: "string", default: "1000,5000,10000" },
    only: { type: "string" },
    minutes: { type: "string" },
    "small-caches": { type: "boolean", default: false },
  },
});
const CONNECTIONS = 16;
/** With fewer cases the queue has no hundred pages. */
const FEWEST_CASES = 20_000;
const WRITES_PER_ROUND = 500;
/**
 * Of the requests by which ours is warmed up, the floor needs so many: it has less code to compile, and yet a filing costs it less until it
 * has done some 1,500.
 */
const FLOOR_WARM_UP = 0.5;
/** Of the cases that can be decided, so many are used to warm up. */
const WARM_UP_SHARE = 0.4;
/** A round files, or rules, for the floor, for ours, and for ours with its projections. */
const SIDES_OF_WRITES = 3;
/** With more sockets than this, some people have two. */
const WATCHERS = 5_000;

interface Server {
  port: number;
  child: Child;
}

async function main(): Promise<void> {
  const minutes = Number(options.minutes ?? 0);
  const wanted = minutes > 0 ? [] : options.only?.split(",");
  const wants = (name: string): boolean => wanted?.some((begin) => name.startsWith(begin)) ?? true;
  const [rounds, seconds] = [Number(options.rounds), Number(options.seconds)];
  const sizes = options.sockets.split(",").map(Number);
  const live = liveWorks(sizes, seconds).filter(({ name }) => wants(name) || wants("live"));
  const requests = ["provider page", "visitor", "queue", "case page", "filing", "ruling"].some(wants);
  const warmUp = Number(options["warm-up"]);
  // A live update costs the same however much is in the database.
  const cases = Number(options.cases ?? (requests ? 200_000 : FEWEST_CASES));
  if (["queue, page 100", "queue, each page"].some(wants) && !(cases >= FEWEST_CASES))
    throw new Error(`--cases must be at least ${FEWEST_CASES}: the queue needs a hundred pages`);

  const load = [loadavg()[0] ?? NaN];
  await using database = await startMariaDb(options.durable);
  const turns = SIDES_OF_WRITES * rounds;
  const world = await seed(database.url, {
    cases,
    filings: requests ? turns * WRITES_PER_ROUND + Math.ceil((1 + FLOOR_WARM_UP) * warmUp) + 10 : 0,
    watchers: live.length > 0 || minutes > 0 ? WATCHERS : 0,
  });
  const secret = randomBytes(32).toString("hex");
  const env = serverSettings(database.url, secret);
  const bench: Bench = {
    world,
    databaseUrl: database.url,
    database: database.server,
    tokens: new Tokens(secret),
    ourEnv: { ...env, DATABASE_URL: database.url.replace("mysql:", "mariadb:") },
    writes: Math.min(WRITES_PER_ROUND, Math.floor(((1 - WARM_UP_SHARE) * world.decidable.length - 10) / turns)),
    rounds,
  };
  const smallCaches = options["small-caches"];
  const lasted = minutes > 0 && { smallCaches, minutes: await endurance(bench, minutes, { smallCaches }) };

  await using meter = await Meter.open(database.url, database.server);
  const measured = requests ? await measureRequests(bench, wants, env, { seconds, warmUp, meter }) : [];
  const metrics: Metrics[] = [];
  for (const { measure } of live) await measure(bench).then((more) => metrics.push(...more), fail);

  printWorks(measured);
  printLive(metrics);
  load.push(loadavg()[0] ?? NaN);
  const run = {
    at: new Date().toISOString(),
    commit: commitOf(),
    node: process.version,
    database: await meter.version(),
    processors: cpus().length,
    load,
    ...{ cases, rounds, durable: options.durable },
    works: measured,
    live: metrics,
    ...(lasted && { endurance: lasted }),
  };
  if (options.save) save(options.save, run);
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
  pace: Pace,
): Promise<Measured[]> {
  const ours = await start("../src/main.js", bench.ourEnv, [
    "--require",
    join(__dirname, "servers/hold-projections.js"),
  ]);
  await using _ours = ours.child;
  const floor = await start("servers/floor.js", env);
  await using _floor = floor.child;
  const works = [
    providerPage(bench),
    ...visitorPages(bench),
    queue(bench, 1, ours.port),
    queue(bench, 100, ours.port),
    queue(bench, "each", ours.port),
    casePage(bench),
    filing(bench),
    ruling(bench),
  ];
  const measured: Measured[] = [];
  for (const work of works.filter(({ name }) => wants(name)))
    measured.push(await measure(work, { floor, ours }, bench.rounds, pace));
  return measured;
}

interface Pace {
  seconds: number;
  /** Requests before anything is measured. */
  warmUp: number;
  meter: Meter;
}

async function measure(
  work: Work,
  { floor, ours }: { floor: Server; ours: Server },
  rounds: number,
  { seconds, warmUp, meter }: Pace,
): Promise<Measured> {
  const asker =
    ({ port }: Server) =>
    async (request: Request) => {
      const { status, body } = await ask(port, request);
      if (status !== 200) throw new Error(`${work.name}: ${status} ${body}`);
      return JSON.parse(body) as Record<string, unknown>;
    };
  const answer = ({ port }: Server, next: () => Request | undefined, most?: number) => {
    let left = most ?? Infinity;
    return load(
      port,
      CONNECTIONS,
      () => ((left -= 1) < 0 ? undefined : next()),
      most === undefined ? seconds : Infinity,
    );
  };
  const project = (): Promise<unknown> => ours.child.ask("catchUp");
  const turn = async (server: Server, next: () => Request | undefined): Promise<{ taken: Taken; count: number }> => {
    const { result, spent } = await meter.of(server.child, () => answer(server, next, work.perRound));
    return { taken: { perSecond: result.perSecond, ...each(spent, result.count) }, count: result.count };
  };
  /** Projections read along; it is over when they have caught up. */
  const together = async (): Promise<Taken> => {
    await ours.child.ask("follow");
    const { result, spent } = await meter.of(ours.child, async () => {
      const { perSecond, count } = await answer(ours, () => work.ours(), work.perRound);
      await project();
      return { perSecond, count };
    });
    return { perSecond: result.perSecond, ...each(spent, result.count) };
  };

  await work.prepare();
  await work.verify(asker(floor), asker(ours));
  const most = work.warmUp ?? Infinity;
  await answer(floor, () => work.floor(), Math.min(most * FLOOR_WARM_UP, warmUp * FLOOR_WARM_UP));
  await answer(ours, () => work.ours(), Math.min(most * (1 - FLOOR_WARM_UP), warmUp));
  process.stderr.write(`${work.name}: warmed up\n`);
  const measured: Measured = { name: work.name, rounds: [] };
  for (let round = 1; round <= rounds; round += 1) {
    await work.prepare();
    const theirs = await turn(floor, () => work.floor());
    if (work.perRound !== undefined) await project();
    const mine = await turn(ours, () => work.ours());
    const taken: Round = { floor: theirs.taken, ours: mine.taken };
    if (work.perRound !== undefined) {
      taken.projections = each((await meter.of(ours.child, project)).spent, mine.count);
      taken.together = await together();
    }
    const speeds = [taken.floor, taken.ours].map(({ perSecond }) => perSecond.toFixed(0));
    process.stderr.write(`${work.name}: round ${round}, floor ${speeds.join("/s, ours ")}/s\n`);
    measured.rounds.push(taken);
  }
  return measured;
}

/** What was spent on `count` requests, for each. */
const each = (spent: Spent, count: number): Cost => ({
  reads: spent.reads / count,
  writes: spent.writes / count,
  commits: spent.commits / count,
  cpu: spent.cpu / count,
  database: spent.database / count,
});

async function start(script: string, env: NodeJS.ProcessEnv, flags: string[] = []): Promise<Server> {
  const port = await freePort();
  return { port, child: await startScript(join(__dirname, script), port, env, flags) };
}

function fail(error: unknown): void {
  console.error(error);
  process.exitCode = 1;
}

void main().catch(fail);
