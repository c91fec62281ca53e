import { createServer, type IncomingMessage, type Server, type ServerOptions as NodeServerOptions } from "node:http";
import type { AddressInfo } from "node:net";
import { LRUCache } from "lru-cache";
import pino, { type Logger } from "pino";
import { ActorDirectory } from "./accounts/actor-directory";
import { provideSessions, Sessions } from "./accounts/sessions";
import type { Config } from "./config";
import { isDemo, refuseDemoAccounts } from "./app/demo/demo-accounts";
import type { Filled } from "./app/demo/market/fill-market";
import { MarketFilling } from "./app/demo/market/market-filling";
import { enterMarket, findUnfilled } from "./app/demo/market/enter-market";
import { seedDemo } from "./app/demo/seed-demo";
import { resumeClock } from "./app/development/resume-clock";
import { Door } from "./app/door";
import { JOBS, PROJECTIONS, SEEDS, SYSTEM_ACTS } from "./app/districts";
import { sweepClocks } from "./case/complaints/sweep-clocks";
import { missingTriggers } from "./adjudication/register/missing-triggers.queries";
import { readApprovalShortages } from "./adjudication/penalties/approval-reach.queries";
import { calendarEndsSoon } from "./house-rules/calendar.queries";
import { HOUSE_RULES_TOPIC, HouseRules } from "./house-rules/house-rules";
import { openDatabase } from "./app/open-database";
import { AdjustableClock, systemClock, type Clock } from "./platform/clock";
import { Counters } from "./platform/counters";
import type { Database } from "./platform/database/database";
import { raw, sql } from "./platform/database/sql";
import { LiveCursors } from "./platform/feed/live-cursor";
import { Projector } from "./platform/feed/projection";
import { RedisBell } from "./platform/feed/redis-bell";
import { Tail } from "./platform/feed/tail";
import { Admission } from "./platform/graphql/admission";
import { Budget } from "./platform/graphql/budget";
import type { Services } from "./platform/graphql/context";
import { DeprecatedUse } from "./platform/graphql/deprecated-use";
import { DEFAULT_LIMITS, type Limits } from "./platform/graphql/limits";
import { Loaders } from "./platform/database/loaders";
import { Metrics } from "./platform/metrics";
import { KeptAnswers } from "./platform/graphql/kept-answers";
import { Rooms } from "./platform/graphql/rooms";
import { SharedFrames } from "./platform/graphql/shared-frames";
import { Pipeline } from "./platform/graphql/pipeline";
import { boundConnections } from "./platform/http/connections";
import { GraphqlOverHttp } from "./platform/http/graphql-over-http";
import { GraphqlOverSse } from "./platform/http/graphql-over-sse";
import { Hosts } from "./platform/http/hosts";
import { LiveConnections } from "./platform/http/live-connections";
import { UnderWay } from "./platform/under-way";
import { RemoteAddresses } from "./platform/http/remote-address";
import { GraphqlOverWebsocket } from "./platform/http/graphql-over-websocket";
import { asFarAsProven, AudienceActor, type Actor } from "./accounts/actor";
import { ImageCopier } from "./platform/images/image-copier";
import { JobRunner } from "./platform/jobs/job-runner";
import { Pusher } from "./platform/pusher";
import { LOG_SERIALIZERS } from "./platform/safe-error";
import { Sealer } from "./platform/sealed";
import { FileStorage } from "./platform/storage/file-storage";
import { HOUR } from "./platform/time";
import { TimeStamper } from "./platform/time-stamper";
import { Clamd } from "./platform/uploads/clamd";
import { registerDocuments } from "./app/register-documents";
import { router } from "./app/routes";
import { createSchema } from "./app/schema";
import { sweepAll } from "./app/sweeps";

export interface RunningServer {
  url: string;
  services: Services;
  /** Answers to visitors; null: none are kept. */
  kept: KeptAnswers | null;
  /** Whether one can sign in as the demo's people. */
  demo: boolean;
  /** Where operators read the metrics, if anywhere. */
  metricsUrl: string | null;
  /** Whether the demo's people were added to an empty database. */
  seeded: boolean;
  /** Until the demo's market is filled, in the background; null where there is nothing to fill. */
  filled: Promise<Filled | null>;
  /** From now on it says that it is not ready, and answers whoever asks all the same. */
  leave(): void;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface ServerOptions {
  clock?: Clock;
  log?: Logger;
  limits?: Partial<Limits>;
  /** graphql-js instead of compiled operations, for comparison. */
  compile?: boolean;
  /** false: each subscription is executed alone, for comparison. */
  share?: boolean;
  /** In place of the one that sends over https. */
  pusher?: Pusher;
  /** Told how much of the demo's market is filled, in per cent. */
  onMarket?: (percent: number) => void;
}

/** HTTP, websocket, pages and the sweep, on one port. */
export async function startServer(config: Config, options: ServerOptions = {}): Promise<RunningServer> {
  const log = (options.log ?? pino({ level: config.logLevel, redact: REDACT }, pino.destination(2))).child(
    {},
    { serializers: LOG_SERIALIZERS },
  );
  const clock = options.clock ?? (config.development ? new AdjustableClock() : systemClock);
  const limits: Limits = { ...DEFAULT_LIMITS, ...config.limits, ...options.limits };
  const registered = await registerDocuments(config, limits);
  const database = await openDatabase(config.database, clock, { office: config.office });
  const demoClock = clock instanceof AdjustableClock ? clock : null;
  const { demo, development, seeded } = await settleDemo(database, config, demoClock);
  if (demoClock && development) await resumeClock(database, demoClock);
  const tail = await Tail.start(database, log);
  const bell = config.redisUrl ? await RedisBell.open(config.redisUrl, () => tail.ring(), log) : null;
  const stopRinging = bell && database.onEvents(() => bell.ring());
  const sealer = new Sealer(config.secret, config.secretPrevious);
  const staffSecondFactor = config.staffSecondFactor ?? !demo;
  const directory = new ActorDirectory(database, clock, { staffSecondFactor });
  const stopForgetting = tail.observe((event) => {
    for (const topic of event.topicList)
      if (topic.startsWith("account:")) directory.forget(topic.slice("account:".length));
      else if (topic === HOUSE_RULES_TOPIC) HouseRules.forgetIn(database);
  });
  const requests = new UnderWay();
  const projector = await Projector.start(database, tail, PROJECTIONS, log, requests);
  const storage = new FileStorage(config.filesDir, config.diskReserve);
  const images = new ImageCopier();
  const services: Services = {
    database,
    tail,
    clock,
    sealer,
    storage,
    scanner: config.clamdUrl ? new Clamd(config.clamdUrl, log) : null,
    timeStamper: config.timestampUrl ? new TimeStamper(config.timestampUrl, log) : null,
    pusher: options.pusher ?? (config.pushSubject === null ? null : new Pusher(config.secret, config.pushSubject)),
    images,
    log,
    cursors: new LiveCursors(sealer, tail),
    readsOf: sharedReads(database),
    currentActor: async (accountId, before) => {
      const now = await directory.cached(accountId);
      return now && asFarAsProven(before ?? null, now);
    },
    sweep: () => sweepAfterAnother(services, projector),
    project: () => projector.catchUp(),
    publicUrl: "",
    allowedOrigins: config.allowedOrigins,
    apiLimits: {
      ...limits,
      budgetPerPerson: config.budget.perPerson,
      budgetPerAddress: config.budget.perAddress,
    },
    development,
  };
  const counters = await Counters.open(config.redisUrl, log);
  const { secret, secretPrevious, outside: external } = config;
  const sessions = new Sessions(database, clock, { secret, secretPrevious, external, staffSecondFactor, counters });
  provideSessions(services, sessions);
  const jobs = new JobRunner(services, JOBS);

  const metrics: Metrics | null =
    config.metrics &&
    new Metrics(() => ({
      caches: { ...pipeline.caches, events: tail.figures, ...(kept ? { answers: kept.figures } : {}) },
      answers: { kept: kept?.figures.served ?? 0, made: kept?.figures.made ?? 0 },
      liveConnections: live.size,
      requestsUnderWay: requests.size,
      logPosition: tail.position,
      projections: projector.lags,
    }));
  const pipeline = new Pipeline(
    await createSchema(),
    limits,
    {
      compile: options.compile ?? true,
      hints: development,
      introspection: config.introspection,
      observe: metrics ? (...told) => metrics.operation(...told) : undefined,
    },
    (options.share ?? true)
      ? new Rooms(
          tail,
          new SharedFrames(({ roles }, settings, outsiders) => new AudienceActor(roles, settings, outsiders)),
        )
      : null,
  );
  const budget = new Budget(counters, config.budget);
  const deprecatedUse = new DeprecatedUse();
  const admission = new Admission(pipeline, registered, budget, config.operationTimeout, deprecatedUse);
  const hosts = new Hosts([config.publicUrl, config.host, ...config.allowedHosts]);
  const door = new Door(services, sessions, new RemoteAddresses(config.proxyHops, log));
  const kept = limits.answerBytes > 0 ? new KeptAnswers(database, clock, tail, limits.answerBytes, log) : null;
  const overHttp = new GraphqlOverHttp(
    pipeline,
    admission,
    limits,
    (request) => door.visitor(request),
    (request) => door.byHeader(request),
    kept,
    log,
    requests,
  );
  await overHttp.start();
  const live = new LiveConnections(services, limits, door);
  const overSse = new GraphqlOverSse(pipeline, admission, limits, live, config.allowedOrigins, door, log);
  const whoIs = async (request: IncomingMessage): Promise<Actor | null> => (await door.byHeader(request)).actor;
  const charge = (request: IncomingMessage, points: number): Promise<unknown> =>
    budget.charge({ actor: null, remoteAddress: door.addressOf(request) }, points);
  let isLeaving = false;
  const routes = router(
    services,
    { ...config, demo, isLeaving: () => isLeaving },
    hosts,
    charge,
    overHttp,
    overSse,
    whoIs,
  );
  const http = createServer(patienceOf(config), routes);
  boundConnections(http, config.http, config.proxyHops > 0);
  const sockets = new GraphqlOverWebsocket(
    http,
    pipeline,
    admission,
    limits,
    live,
    hosts,
    config.allowedOrigins,
    door,
    log,
  );
  const metricsDoor = metrics?.serve(log);
  const metricsUrl = metricsDoor && config.metrics ? `${await listen(metricsDoor, config.metrics)}/metrics` : null;
  const url = await listen(http, config);
  services.publicUrl = config.publicUrl ?? url;
  const ending = await calendarEndsSoon(database, clock.now());
  if (ending) log.warn(ending, "the working calendar ends soon: update chinese-days, or set its days (setCalendarDay)");
  for (const trigger of await missingTriggers(database))
    log.warn({ trigger }, "nothing in the database itself keeps the register from being changed: see redress doctor");
  for (const shortage of await readApprovalShortages(database, clock.now()))
    log.warn(shortage, "penalties that points trigger wait for ever: grant LEAD_MODERATOR to more people");
  const filling =
    demo && demoClock && (await findUnfilled(database))
      ? new MarketFilling(services, demoClock, (swept) => sweepClocks(swept, SYSTEM_ACTS), options.onMarket)
      : null;
  if (filling) sessions.closedBecause = () => filling.closedBecause;
  jobs.ring();
  const sweeping = setInterval(() => {
    jobs.ring();
    services.sweep().catch((error: unknown) => log.warn({ err: error }, "the sweep failed; trying again"));
  }, config.sweepSeconds * 1_000).unref();
  const reporting = setInterval(() => deprecatedUse.report(log), HOUR).unref();

  return {
    url,
    services,
    kept,
    demo,
    metricsUrl,
    seeded,
    filled: filling?.done ?? Promise.resolve(null),
    leave: () => void (isLeaving = true),
    async [Symbol.asyncDispose]() {
      clearInterval(sweeping);
      clearInterval(reporting);
      await filling?.stop();
      stopForgetting();
      stopRinging?.();
      await bell?.[Symbol.asyncDispose]();
      await live[Symbol.asyncDispose]();
      await sockets[Symbol.asyncDispose]();
      await finishRequests(http);
      if (metricsDoor) await finishRequests(metricsDoor);
      deprecatedUse.report(log);
      await jobs.stop();
      images[Symbol.dispose]();
      await projector.stop();
      await overHttp.stop();
      await tail.stop();
      await counters[Symbol.asyncDispose]();
      await database.close();
    },
  };
}

/**
 * Resolves the demo settings that are left to the database, and gives a new database its content: that of a demo with a market from the
 * market's first day on. Refuses to serve the demo's accounts if there is no demo.
 */
async function settleDemo(
  database: Database,
  config: Config,
  clock: AdjustableClock | null,
): Promise<{ demo: boolean; development: boolean; seeded: boolean }> {
  try {
    const demo = config.demo === "IF_DEMO" ? await isDemo(database) : config.demo;
    if (!demo) await refuseDemoAccounts(database);
    const development = config.development === "IF_DEMO" ? demo : config.development;
    const market = clock ? config.demoMarket : "none";
    const endsAt = (clock ?? systemClock).now();
    if (demo && clock) await enterMarket(database, clock, market);
    await ensureContent(database);
    return { demo, development, seeded: demo && (await seedDemo(database, market, endsAt)) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A proxy keeps its connections for a minute, and must not find one closed that it is about to use. */
const KEPT_FOR_PROXIES_MS = 75_000;
const KEPT_MS = 10_000;

/** How long the server waits for clients to send. Bodies are timed by `watchBody`. */
function patienceOf({ http: { headersTimeout }, proxyHops }: Config): NodeServerOptions {
  return {
    headersTimeout,
    requestTimeout: 0,
    connectionsCheckingInterval: Math.min(1_000, headersTimeout),
    keepAliveTimeout: proxyHops > 0 ? KEPT_FOR_PROXIES_MS : KEPT_MS,
  };
}

const PATIENCE_MS = 10_000;

/** Accepts no more requests, and waits for those in progress. */
async function finishRequests(http: Server): Promise<void> {
  const closed = new Promise<void>((done) => http.close(() => done()));
  const idle = setInterval(() => http.closeIdleConnections(), 50);
  const late = setTimeout(() => http.closeAllConnections(), PATIENCE_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}

/** A platform without rules cannot rule: a new database gets the default rulebook, courses, guides and external routes. */
async function ensureContent(database: Database): Promise<void> {
  await database.transact(async (tx) => {
    for (const [table, seed] of SEEDS)
      if ((await tx.query(sql`SELECT id FROM ${raw(table)} LIMIT 1`)).length === 0) await seed(tx);
  });
}

/** Long enough for one wave of deliveries, short enough that the data read is current. */
const SHARED_READS_MS = 500;

function sharedReads(database: Database): (position: number) => Loaders {
  const reads = new LRUCache<number, Loaders>({ max: 256, ttl: SHARED_READS_MS, ttlAutopurge: true });
  return (position) => {
    let loaders = reads.get(position);
    if (!loaders) reads.set(position, (loaders = new Loaders(database)));
    return loaders;
  };
}

const REDACT = [
  "req.headers.authorization",
  "*.password",
  "*.currentPassword",
  "*.newPassword",
  "*.accessToken",
  "*.refreshToken",
  "*.deviceToken",
  "connectionParams",
];

/** One at a time in this process; other nodes may sweep too. */
let sweep: Promise<number> = Promise.resolve(0);
function sweepAfterAnother(services: Services, projector: Projector): Promise<number> {
  sweep = sweep
    .catch(() => 0)
    .then(async () => {
      const rung = await sweepAll(services);
      await projector.catchUp();
      return rung;
    });
  return sweep;
}

function listen(http: Server, { host, port }: Pick<Config, "host" | "port">): Promise<string> {
  return new Promise((done, failed) => {
    http.once("error", failed);
    // Thousands of clients may reconnect within a second when another node fails.
    http.listen({ port, host, backlog: 4_096 }, () => {
      http.off("error", failed);
      done(`http://localhost:${(http.address() as AddressInfo).port}`);
    });
  });
}
