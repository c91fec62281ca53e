import type { Server } from "node:http";
import { provideSessions, Sessions } from "./accounts/sign-in/sessions";
import { ConfigError } from "./app/config-error";
import type { Config } from "./config";
import type { Filled } from "./app/demo/market/fill-market";
import { OrderLookup } from "./app/intake/order-lookup";
import { boundedStorage } from "./app/sandboxes/bounded-storage";
import { sandboxConfig } from "./app/sandboxes/sandbox-config";
import { refuseFullSandbox } from "./app/sandboxes/refuse-full-sandbox";
import { SandboxHost, type Toll } from "./app/sandboxes/sandbox-host";
import type { Sandbox } from "./app/sandboxes/sandbox.entity";
import { logFault } from "./platform/telemetry/log-fault";
import { noteKeyUse } from "./market/api-clients/note-key-use";
import { AdjustableClock } from "./platform/clock";
import { Counters } from "./platform/redis/counters";
import type { Database } from "./platform/database/database";
import { sharedReads } from "./platform/database/shared-reads";
import { LiveCursors } from "./platform/feed/live-cursor";
import { makeFolder } from "./platform/storage/make-folder";
import type { Services } from "./platform/graphql/context";
import { DEFAULT_LIMITS, type Limits } from "./platform/graphql/limits";
import type { Metrics } from "./platform/telemetry/metrics";
import type { KeptAnswers } from "./platform/graphql/kept-answers";
import { asFarAsProven } from "./accounts/actor/actor";
import { ImageCopier } from "./platform/images/image-copier";
import { StoredQueries } from "./platform/graphql/stored-queries";
import { Poster } from "./platform/carriers/poster";
import { Pusher } from "./platform/carriers/pusher";
import { openStorage } from "./platform/storage/open-storage";
import { openLog } from "./platform/telemetry/open-log";
import { Clamd } from "./platform/uploads/clamd";
import { finishRequests, listen, Port } from "./app/serving/port";
import { registerDocuments } from "./app/serving/register-documents";
import { createSchema } from "./app/schema";
import { openData } from "./app/serving/open-data";
import { openDoors, type Doors } from "./app/serving/open-doors";
import { openMetrics } from "./app/serving/open-metrics";
import { startFeed } from "./app/serving/start-feed";
import { startOutlets, startSweeping, startWorkers, type Outlets } from "./app/serving/start-work";
import { endAll, type Begun, type ServerOptions, type Starting } from "./app/serving/starting";
import { Sweeper } from "./app/sweeper";
import { ROUNDS, type SweepTold } from "./app/sweeps";

export type { ServerOptions };

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

/** HTTP, websocket, pages and the sweep, on one port. */
export async function startServer(config: Config, options: ServerOptions = {}): Promise<RunningServer> {
  const log = await openLog(config.log, options.log);
  const port = new Port(config, log, options.sandbox === undefined);
  const begun: Begun = [];
  try {
    return await serve({ config, options, log, port, begun });
  } catch (error) {
    // A sandbox that cannot start leaves nothing behind in the process, which goes on.
    for (const left of await endAll(begun)) logFault(log, left, {}, "not closed");
    port.http.close();
    port.http.closeAllConnections();
    throw error;
  }
}

async function serve(starting: Starting): Promise<RunningServer> {
  const { config, options, log, port, begun } = starting;
  const limits: Limits = { ...DEFAULT_LIMITS, ...config.limits, ...options.limits };
  const registered = await registerDocuments(config, limits);
  const data = await openData(starting);
  const { database, clock, sealer, mailer } = data;
  const feed = await startFeed(starting, data);
  const { tail, line, directory, projector, staffSecondFactor } = feed;
  await makeFolders(config);
  const files = await openStorage(config.storage, log, config.diskReserve);
  const images = new ImageCopier();
  const poster = new Poster(config.webhookLoopback);
  begun.push(
    () => poster[Symbol.dispose](),
    () => images[Symbol.dispose](),
  );
  const sweepers = ROUNDS.map((names) => new Sweeper(names));
  const bounded = (whole: Database): Database => (options.sandbox ? whole.guarded(refuseFullSandbox) : whole);
  const services: Services = {
    database: bounded(database),
    schema: await createSchema(),
    tail,
    clock,
    sealer,
    storage: options.sandbox ? boundedStorage(files, config.storage) : files,
    scanner: config.clamdUrl ? new Clamd(config.clamdUrl, log) : null,
    timeStamper: config.timestampUrl
      ? new (await import("./platform/time-stamper.js")).TimeStamper(config.timestampUrl, log)
      : null,
    pusher: options.pusher ?? (config.pushSubject === null ? null : new Pusher(config.secret, config.pushSubject)),
    mailer,
    mailHooks: config.mailHooks,
    gateways: data.gateways,
    poster,
    storedQueries: new StoredQueries(
      () => ({ services, pipeline: doors.pipeline, budget: doors.budget }),
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
      for (const sweeper of sweepers) rung += await sweeper.after(() => services, told);
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
    development: data.development,
  };
  const counters = await Counters.open(config.redisUrl, tail.epoch, log);
  begun.push(() => counters[Symbol.asyncDispose]());
  const { secret, secretPrevious, outside: external } = config;
  if (config.orderLookup) OrderLookup.openBy(database, new OrderLookup(config.orderLookup, counters));
  const sessions = new Sessions(database, clock, { secret, secretPrevious, external, staffSecondFactor, counters });
  sessions.keyUsed = noteKeyUse(database, clock, log);
  sessions.onRefusedOutside((why) =>
    log.warn(
      { why, issuer: external?.issuer },
      "tokens that the identity provider signed are refused: see docs/sign-in.md",
    ),
  );
  provideSessions(services, sessions);

  const workers = startWorkers(starting, data, feed, services);
  const outlets: Outlets = { relay: null, warehouseWriter: null };
  const metrics: Metrics | null = await openMetrics(starting, data, feed, {
    walk: workers.walk,
    doors: () => doors,
    relay: () => outlets.relay,
    warehouseWriter: () => outlets.warehouseWriter,
  });
  const told: SweepTold = {
    begins: (name) => metrics?.sweepBegins(name),
    done: (...given) => metrics?.swept(...given),
  };
  const behind = { services, sessions, counters, limits, registered, metrics };
  const doors: Doors = await openDoors(starting, data, feed, behind, (toll) => hostSandboxes(starting, services, toll));
  const metricsDoor = metrics?.serve(log);
  begun.push(() => metricsDoor && finishRequests(metricsDoor));
  const metricsUrl = metricsDoor && config.metrics ? `${await listen(metricsDoor, config.metrics)}/metrics` : null;
  port.answer = doors.answer;
  const url = await port.open();
  services.publicUrl = config.publicUrl ?? url;

  const filling = await startOutlets(starting, data, feed, services, outlets);
  if (filling) sessions.closedBecause = () => filling.closedBecause;
  const { deprecatedUse } = doors;
  startSweeping(starting, feed, workers, { services, sweepers, told, metrics, bounded, deprecatedUse });

  return {
    url,
    http: port.http,
    sandboxes: doors.sandboxes,
    services,
    kept: doors.kept,
    demo: data.demo,
    metricsUrl,
    seeded: data.seeded,
    filled: filling?.done ?? Promise.resolve(null),
    leave: doors.leave,
    async [Symbol.asyncDispose]() {
      const faults = await endAll(begun);
      if (faults.length > 0) throw new AggregateError(faults, "not all that had begun could be ended");
    },
  };
}

/** Each sandbox is a server of its own in this process: with a database and a clock of its own, and nobody outside whom it tells. */
function hostSandboxes({ config, options: { limits }, log }: Starting, services: Services, toll: Toll): SandboxHost {
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
