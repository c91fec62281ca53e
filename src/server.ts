import type { IncomingMessage, Server } from "node:http";
import type { Logger } from "pino";
import { ActorDirectory } from "./accounts/account/actor-directory";
import { Carriage } from "./accounts/contacts/carriage";
import { ContactAddresses } from "./accounts/contacts/contact-addresses";
import { OpenChannels } from "./accounts/contacts/open-channels";
import { IdentityProvider } from "./accounts/directory/identity-provider";
import { provideSessions, Sessions } from "./accounts/sign-in/sessions";
import { WithdrawnSubjects } from "./accounts/sign-in/withdrawn-subjects";
import { ConfigError, type Config } from "./config";
import type { Filled } from "./app/demo/market/fill-market";
import { settleDemo, settleSandbox } from "./app/first-content";
import { MarketFilling } from "./app/demo/market/market-filling";
import { findUnfilled } from "./app/demo/market/enter-market";
import { resumeClock } from "./app/development/resume-clock";
import { keepAuditLog } from "./app/audit-log";
import { EventRelay } from "./app/events-out/event-relay";
import { NatsSink } from "./app/events-out/nats-sink";
import { OrderLookup } from "./app/intake/order-lookup";
import { Door } from "./app/door";
import { boundedStorage } from "./app/sandboxes/bounded-storage";
import { chargeRecordsTo } from "./app/sandboxes/charge-records";
import { sandboxConfig } from "./app/sandboxes/sandbox-config";
import { refuseFullSandbox } from "./app/sandboxes/refuse-full-sandbox";
import { SANDBOX_RULES } from "./app/sandboxes/sandbox-limits.table";
import { SandboxHost, type Toll } from "./app/sandboxes/sandbox-host";
import { tollFor } from "./app/sandboxes/toll-for";
import type { Sandbox } from "./app/sandboxes/sandbox.entity";
import { TestMarket } from "./app/sandboxes/test-market";
import { JOBS, PROJECTIONS, SYSTEM_ACTS } from "./app/districts";
import { logFault } from "./platform/telemetry/log-fault";
import { sweepClocks } from "./case/complaints/sweep-clocks";
import { noteKeyUse } from "./market/api-clients/note-key-use";
import { HOUSE_RULES_TOPIC, HouseRules } from "./house-rules/house-rules";
import { DocumentNumbers } from "./market/vetting/document-numbers";
import { encryptNumbers } from "./market/vetting/encrypt-numbers";
import { openDatabase } from "./app/open-database";
import { AdjustableClock, systemClock, type Clock } from "./platform/clock";
import { Counters } from "./platform/redis/counters";
import { clockAhead } from "./platform/database/clock-ahead";
import type { Database } from "./platform/database/database";
import { DatabaseFull } from "./platform/database/faults";
import { sharedReads } from "./platform/database/shared-reads";
import { markAsSandbox } from "./platform/database/sandboxed";
import { HistoryWalk } from "./platform/feed/history-walk";
import { LiveCursors } from "./platform/feed/live-cursor";
import { Projector } from "./platform/feed/projection";
import { RedisBell } from "./platform/feed/redis-bell";
import { RedisLine } from "./platform/feed/redis-line";
import { Tail } from "./platform/feed/tail";
import { Leaders } from "./platform/leaders/leaders";
import { makeFolder } from "./platform/storage/make-folder";
import { Admission } from "./platform/graphql/admission";
import { Budget } from "./platform/graphql/budget";
import type { Services, SweptServices } from "./platform/graphql/context";
import { DeprecatedUse } from "./platform/graphql/deprecated-use";
import { DEFAULT_LIMITS, type Limits } from "./platform/graphql/limits";
import type { Metrics } from "./platform/telemetry/metrics";
import { KeptAnswers } from "./platform/graphql/kept-answers";
import { Rooms } from "./platform/graphql/rooms";
import { SharedFrames } from "./platform/graphql/shared-frames";
import { Pipeline } from "./platform/graphql/pipeline";
import { GraphqlOverHttp } from "./platform/http/graphql-over-http";
import { GraphqlOverSse } from "./platform/http/graphql-over-sse";
import { Hosts } from "./platform/http/hosts";
import { LiveConnections } from "./platform/http/live-connections";
import { UnderWay } from "./platform/scheduling/under-way";
import { RemoteAddresses } from "./platform/http/remote-address";
import { GraphqlOverWebsocket } from "./platform/http/graphql-over-websocket";
import { anyoneLike, asFarAsProven, byRoles } from "./accounts/actor/actor";
import { ImageCopier } from "./platform/images/image-copier";
import { JobRunner } from "./platform/jobs/job-runner";
import { openGateways } from "./platform/carriers/gateway";
import type { Mailer } from "./platform/carriers/mailer";
import { PaymentSide } from "./adjudication/instructions/payment-side";
import { StoredQueries } from "./platform/graphql/stored-queries";
import { Poster } from "./platform/carriers/poster";
import { Pusher } from "./platform/carriers/pusher";
import { Sealer } from "./platform/secrets/sealed";
import { openStorage } from "./platform/storage/open-storage";
import { HOUR } from "./platform/time";
import { OperationLog } from "./platform/telemetry/operation-log";
import { openAuditLog, openLog } from "./platform/telemetry/open-log";
import { Clamd } from "./platform/uploads/clamd";
import type { Sender } from "./platform/uploads/file-route";
import { finishRequests, listen, Port } from "./app/port";
import { registerDocuments } from "./app/register-documents";
import { router } from "./app/routes";
import { createSchema } from "./app/schema";
import { readFigures } from "./app/read-figures";
import { latestBackup } from "./app/upkeep/latest-backup";
import { LED } from "./app/led";
import { Sweeper } from "./app/sweeper";
import { ROUNDS, sweepLead, type SweepTold } from "./app/sweeps";
import { warnOperators } from "./app/warn-operators";
import { openWarehouse } from "./app/warehouse/open-warehouse";
import { WarehouseWriter } from "./app/warehouse/warehouse-writer";
import type { Doing } from "./app/while-starting";
import { WebhookCourier } from "./public/webhooks/webhook-courier";

export interface RunningServer {
  url: string;
  http: Server;
  /** What it has in its sandboxes; null: it is one itself. */
  sandboxes: SandboxHost | null;
  services: Services;
  /** Answers to whole audiences; null: none are kept. */
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
  /** In place of the one that SMTP_URL names. */
  mailer?: Mailer;
  /** It is a sandbox's: it listens nowhere, and is handed its requests. */
  sandbox?: Sandbox;
  /** Told how much of the demo's market is filled, in per cent. */
  onMarket?: (percent: number) => void;
}

/** HTTP, websocket, pages and the sweep, on one port. */
export async function startServer(config: Config, options: ServerOptions = {}): Promise<RunningServer> {
  const log = await openLog(config.log, options.log);
  const port = new Port(config, log, options.sandbox === undefined);
  const begun: Begun = [];
  try {
    return await serve(config, options, log, port, begun);
  } catch (error) {
    // A sandbox that cannot start leaves nothing behind in the process, which goes on.
    for (const left of await endAll(begun)) logFault(log, left, {}, "not closed");
    port.http.close();
    port.http.closeAllConnections();
    throw error;
  }
}

/** How to end what goes on by itself, in the order in which it began. */
type Begun = (() => unknown)[];

/** The last first; what fails keeps nothing else from ending. Returns the faults. */
async function endAll(begun: Begun): Promise<unknown[]> {
  const faults: unknown[] = [];
  for (const end of begun.splice(0).reverse())
    try {
      await end();
    } catch (error) {
      faults.push(error);
    }
  return faults;
}

/** `begun`: is given how to end what goes on by itself, when the server stops or the rest of its start fails. */
async function serve(
  config: Config,
  options: ServerOptions,
  log: Logger,
  port: Port,
  begun: Begun,
): Promise<RunningServer> {
  const { http } = port;
  const { audit, file: auditFile } = openAuditLog(config.log, log);
  begun.push(() => auditFile?.end());
  const clock = options.clock ?? (config.development ? new AdjustableClock() : systemClock);
  const limits: Limits = { ...DEFAULT_LIMITS, ...config.limits, ...options.limits };
  const registered = await registerDocuments(config, limits);
  const { office } = config;
  const database = await openDatabase(config.database, clock, {
    office,
    ...(options.sandbox ? { houseRules: SANDBOX_RULES } : { tell: (doing: Doing) => port.tell(doing) }),
  });
  begun.push(() => database.close());
  port.doing = "loading";
  if (config.replica) database.useReplica(config.replica, log);
  const sealer = new Sealer(config.secret, config.secretPrevious, config.mailSecretsPrevious);
  if (options.sandbox) markAsSandbox(database);
  else keepAuditLog(database, audit);
  DocumentNumbers.openBy(database, sealer);
  ContactAddresses.openBy(database, sealer);
  WithdrawnSubjects.openBy(database, sealer);
  const mailer =
    options.mailer ?? (config.mail && new (await import("./platform/carriers/mailer.js")).Mailer(config.mail));
  const gateways = openGateways(config);
  begun.push(() => mailer?.[Symbol.asyncDispose]());
  OpenChannels.openBy(database, { mailer, gateways });
  if (config.identityProvider) IdentityProvider.openBy(database, new IdentityProvider(config.identityProvider));
  if (config.payments) PaymentSide.openBy(database, new PaymentSide(config.payments.url, config.payments.secrets));
  await encryptNumbers({ database, sealer });
  const demoClock = clock instanceof AdjustableClock ? clock : null;
  const { demo, development, seeded } = options.sandbox
    ? await settleSandbox(database, options.sandbox, clock)
    : await settleDemo(database, config, demoClock);
  if (demoClock && (development || options.sandbox)) await resumeClock(database, demoClock);
  const tail = await Tail.start(database, log);
  begun.push(() => tail.stop());
  const line = config.redisUrl ? await RedisLine.open(config.redisUrl, log) : null;
  begun.push(() => line?.[Symbol.asyncDispose]());
  const bell = line && new RedisBell(line, () => tail.ring());
  const stopRinging = bell && tail.onNumbered(() => bell.ring());
  begun.push(() => stopRinging?.());
  const staffSecondFactor = config.staffSecondFactor ?? !demo;
  const directory = new ActorDirectory(database, clock, { staffSecondFactor });
  const stopForgetting = tail.observe((event) => {
    for (const topic of event.topicList)
      if (topic.startsWith("account:")) directory.forget(topic.slice("account:".length));
      else if (topic === HOUSE_RULES_TOPIC) HouseRules.forgetIn(database);
  });
  begun.push(stopForgetting);
  const requests = new UnderWay();
  const works = config.roles.has("worker");
  const leaders = works ? await Leaders.start(database, LED, log) : Leaders.none(database, LED, log);
  begun.push(() => leaders.stop());
  const projector = await Projector.start(database, tail, works ? PROJECTIONS : [], log, requests, leaders);
  begun.push(() => projector.stop());
  await makeFolders(config);
  const files = await openStorage(config.storage, log, config.diskReserve);
  const storage = options.sandbox ? boundedStorage(files, config.storage) : files;
  const images = new ImageCopier();
  const poster = new Poster(config.webhookLoopback);
  begun.push(
    () => poster[Symbol.dispose](),
    () => images[Symbol.dispose](),
  );
  const schema = await createSchema();
  const sweepers = ROUNDS.map((names) => new Sweeper(names));
  const bounded = (whole: Database): Database => (options.sandbox ? whole.guarded(refuseFullSandbox) : whole);
  const services: Services = {
    database: bounded(database),
    schema,
    tail,
    clock,
    sealer,
    storage,
    scanner: config.clamdUrl ? new Clamd(config.clamdUrl, log) : null,
    timeStamper: config.timestampUrl
      ? new (await import("./platform/time-stamper.js")).TimeStamper(config.timestampUrl, log)
      : null,
    pusher: options.pusher ?? (config.pushSubject === null ? null : new Pusher(config.secret, config.pushSubject)),
    mailer,
    mailHooks: config.mailHooks,
    gateways,
    poster,
    storedQueries: new StoredQueries(
      () => ({ services, pipeline, budget }),
      registered,
      limits,
      config.operationTimeout,
    ),
    images,
    line,
    log,
    cursors: new LiveCursors(sealer, tail),
    readsOf: sharedReads(database),
    currentActor: async (accountId, before) => {
      const now = await directory.cached(accountId);
      return now && asFarAsProven(before ?? null, now);
    },
    sweep: async () => {
      let rung = 0;
      for (const sweeper of sweepers) rung += await sweeper.after(() => services, sweepTold);
      await projector.catchUp();
      return rung;
    },
    project: () => projector.catchUp(),
    publicUrl: config.publicUrl ?? "",
    allowedOrigins: config.allowedOrigins,
    apiLimits: {
      ...limits,
      budgetPerPerson: config.budget.perPerson,
      budgetPerAddress: config.budget.perAddress,
    },
    development,
  };
  const counters = await Counters.open(config.redisUrl, tail.epoch, log);
  begun.push(() => counters[Symbol.asyncDispose]());
  const { secret, secretPrevious, outside: external } = config;
  if (config.orderLookup) OrderLookup.openBy(database, new OrderLookup(config.orderLookup, counters));
  const sessions = new Sessions(database, clock, { secret, secretPrevious, external, staffSecondFactor, counters });
  sessions.keyUsed = noteKeyUse(database, clock, log);
  provideSessions(services, sessions);
  const jobs = new JobRunner(services, works ? JOBS : []);
  const walk = new HistoryWalk(database, tail, log);
  const courier = works ? new WebhookCourier(services, leaders) : null;
  begun.push(
    () => jobs.stop(),
    () => walk.stop(),
    () => courier?.stop(),
  );
  let relay: EventRelay | null = null;
  let warehouseWriter: WarehouseWriter | null = null;

  const metrics: Metrics | null =
    config.metrics &&
    new (await import("./platform/telemetry/metrics.js")).Metrics(
      () => ({
        caches: { ...pipeline.caches, events: tail.figures, ...(kept ? { answers: kept.figures } : {}) },
        answers: { kept: kept?.figures.served ?? 0, made: kept?.figures.made ?? 0 },
        liveConnections: live.size,
        requestsUnderWay: requests.size,
        logPosition: tail.position,
        projections: projector.lags,
        leads: leaders.figures,
        pool: database.pool,
        replica: database.replica,
        histories: walk,
        audit: auditFile?.figures ?? null,
        letters: Carriage.of(database).figures(clock.now()),
      }),
      async () => ({
        ...(await readFigures(database, clock)),
        clockAheadSeconds: await clockAhead(database).then((ahead) => ahead && ahead / 1_000),
        projectionSeconds: await projector.waits(clock.now()),
        eventsOut: (await relay?.lag()) ?? null,
        warehouseSeconds: (await warehouseWriter?.lateness()) ?? null,
      }),
      async () => (config.backups === undefined ? null : ((await latestBackup(config.backups)) ?? 0)),
    );
  const sweepTold: SweepTold = {
    begins: (name) => metrics?.sweepBegins(name),
    done: (...told) => metrics?.swept(...told),
  };
  if (metrics) database.onStatement((...told) => metrics.statement(...told));
  const operations = new OperationLog(log, config.log);
  const pipeline = new Pipeline(
    schema,
    limits,
    {
      compile: options.compile ?? true,
      hints: development,
      introspection: config.introspection,
      observe: (done) => {
        metrics?.operation(done);
        operations.tell(done);
      },
      opened: (done) => operations.tell(done),
      delivered: (payloads) => metrics?.delivered(payloads),
    },
    (options.share ?? true) ? new Rooms(tail, new SharedFrames(anyoneLike)) : null,
  );
  const budget = new Budget(counters, config.budget);
  if (options.sandbox) chargeRecordsTo(database, budget);
  const deprecatedUse = new DeprecatedUse();
  begun.push(() => deprecatedUse.report(log));
  const admission = new Admission(pipeline, registered, budget, config.operationTimeout, deprecatedUse, operations);
  const hosts = new Hosts([config.publicUrl, config.host, ...config.allowedHosts]);
  const door = new Door(services, sessions, new RemoteAddresses(config.proxyHops, log));
  const kept = limits.answerBytes > 0 ? new KeptAnswers(database, clock, tail, limits.answerBytes, log) : null;
  const overHttp = new GraphqlOverHttp(
    pipeline,
    admission,
    limits,
    door,
    { of: byRoles, anyoneLike },
    kept,
    log,
    requests,
  );
  await overHttp.start();
  begun.push(() => overHttp.stop());
  const live = new LiveConnections(services, limits, door, config.roles.has("live"));
  const overSse = new GraphqlOverSse(pipeline, admission, limits, live, config.allowedOrigins, door, log);
  const whoIs = (request: IncomingMessage): Promise<Sender | null> => door.byFile(request);
  const addressOf = (request: IncomingMessage): string => door.addressOf(request);
  const charges = {
    address: (request: IncomingMessage, points: number): Promise<unknown> =>
      budget.charge(door.visitor(request), points),
    sender: async (request: IncomingMessage, points: number): Promise<unknown> =>
      budget.charge(await door.payerOf(request), points),
  };
  const toll = tollFor(counters, addressOf);
  const sandboxes = options.sandbox ? null : hostSandboxes(services, config, options, log, toll);
  let isLeaving = false;
  const routes = router(
    services,
    { ...config, demo, isLeaving: () => isLeaving, isRedisAway: () => counters.areAlone },
    hosts,
    charges,
    overHttp,
    overSse,
    whoIs,
    addressOf,
    sandboxes,
  );
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
    (path) => (sandboxes && path.startsWith("/sandbox/") ? (...given) => sandboxes.upgrade(...given) : null),
  );
  // Clients are asked to leave, and then have a little time; what they asked for until then is answered.
  begun.push(
    () => finishRequests(http),
    () => sockets[Symbol.asyncDispose](),
    () => live[Symbol.asyncDispose](),
    () => sandboxes?.[Symbol.asyncDispose](),
  );
  const metricsDoor = metrics?.serve(log);
  begun.push(() => metricsDoor && finishRequests(metricsDoor));
  const metricsUrl = metricsDoor && config.metrics ? `${await listen(metricsDoor, config.metrics)}/metrics` : null;
  port.answer = routes;
  const url = await port.open();
  services.publicUrl = config.publicUrl ?? url;
  const { events, warehouse } = config;
  begun.push(
    () => warehouseWriter?.stop(),
    () => relay?.stop(),
  );
  if (works && events) relay = new EventRelay(services, leaders, () => NatsSink.open(events));
  if (works && warehouse) warehouseWriter = await openWarehouse(services, warehouse, leaders);
  if (!options.sandbox) await warnOperators(database, services.sealer, clock.now(), log);
  const testMarket = options.sandbox && demoClock ? TestMarket.open(services, demoClock) : null;
  begun.push(() => testMarket?.stop());
  const filling =
    demo && demoClock && (await findUnfilled(database))
      ? new MarketFilling(services, demoClock, (swept) => sweepClocks(swept, SYSTEM_ACTS), options.onMarket)
      : null;
  begun.push(() => filling?.stop());
  if (filling) sessions.closedBecause = () => filling.closedBecause;
  const ledServices = (name: string): SweptServices | null => {
    const lead = leaders.of(sweepLead(name));
    if (!lead) return null;
    const led = Object.create(services, { database: { value: bounded(lead.database), enumerable: true } }) as Services;
    provideSessions(led, sessions);
    return led;
  };
  const work = (): void => {
    walk.ring();
    if (!works) return;
    jobs.ring();
    for (const sweeper of sweepers)
      if (!sweeper.isUnderWay)
        sweeper
          .after(ledServices, sweepTold)
          .then(() => projector.ring())
          .catch((error: unknown) => {
            metrics?.sweepFailed();
            const level = error instanceof DatabaseFull ? "debug" : "warn";
            log[level]({ err: error }, "the sweep failed; trying again");
          });
  };
  jobs.ring();
  const sweeping = setInterval(work, config.sweepSeconds * 1_000).unref();
  const reporting = setInterval(() => deprecatedUse.report(log), HOUR).unref();
  begun.push(
    () => clearInterval(sweeping),
    () => clearInterval(reporting),
  );

  return {
    url,
    http,
    sandboxes,
    services,
    kept,
    demo,
    metricsUrl,
    seeded,
    filled: filling?.done ?? Promise.resolve(null),
    leave: () => void (isLeaving = true),
    async [Symbol.asyncDispose]() {
      const faults = await endAll(begun);
      if (faults.length > 0) throw new AggregateError(faults, "not all that had begun could be ended");
    },
  };
}

/** Each sandbox is a server of its own in this process: with a database and a clock of its own, and nobody outside whom it tells. */
function hostSandboxes(
  services: Services,
  config: Config,
  { limits }: ServerOptions,
  log: Logger,
  toll: Toll,
): SandboxHost {
  const start = (sandbox: Sandbox, folder: string): Promise<RunningServer> =>
    startServer(sandboxConfig(config, sandbox.id, folder, services.publicUrl), {
      sandbox,
      clock: new AdjustableClock(),
      log: log.child({ sandbox: sandbox.id }, { level: log.isLevelEnabled("warn") ? "warn" : log.level }),
      ...(limits ? { limits } : {}),
    });
  return new SandboxHost(services.database, services.clock, config.sandboxes, log, start, toll);
}

/** Where nothing can be kept is said now, not when the first file comes. */
async function makeFolders({ storage, warehouse }: Config): Promise<void> {
  const unusable = (setting: string) => (error: Error) => {
    throw new ConfigError([`${setting}: no files can be kept there: ${error.message}`]);
  };
  if (storage.kind === "file") await makeFolder(storage.folder).catch(unusable("STORAGE_URL"));
  if (warehouse?.kind === "file") await makeFolder(warehouse.folder, 0o750).catch(unusable("WAREHOUSE_URL"));
}
