import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import pino, { type Logger } from "pino";
import sirv from "sirv";
import { MIGRATIONS } from "../migrations";
import { ActorDirectory } from "./accounts/actor-directory";
import { provideSessions, Sessions } from "./accounts/sessions";
import { sweepClocks } from "./complaints/sweep";
import type { Config } from "./config";
import { DEMO_PEOPLE } from "./demo/demo-people";
import { seedDemo } from "./demo/seed-demo";
import { ENTITIES } from "./entities";
import { evidenceRoutes } from "./evidence/evidence-routes";
import { sweepPenalties } from "./penalties/sweep-penalties";
import { AdjustableClock, systemClock, type Clock } from "./platform/clock";
import { Database } from "./platform/database/database";
import { LiveCursors } from "./platform/feed/live-cursor";
import { Tail } from "./platform/feed/tail";
import { Context, type Services } from "./platform/graphql/context";
import { forgetOldResults } from "./platform/graphql/idempotency";
import { DEFAULT_LIMITS, type Limits } from "./platform/graphql/limits";
import { Pipeline } from "./platform/graphql/pipeline";
import { GraphqlOverHttp } from "./platform/http/graphql-over-http";
import { graphqlOverWebsocket } from "./platform/http/graphql-over-websocket";
import { allowOrigin, protect } from "./platform/http/headers";
import type { Actor } from "./platform/identity/actor";
import { pickLocale } from "./platform/messages/explain";
import { Refusal } from "./platform/refusal";
import { Sealer } from "./platform/sealed";
import { FileStorage } from "./platform/storage/file-storage";
import { seedRules } from "./rules/seed-rules";
import { createSchema } from "./schema";
import { SYSTEM_ACTS } from "./system-acts";

export interface RunningServer {
  url: string;
  services: Services;
  /** True when the demo people were put into an empty database. */
  seeded: boolean;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface ServerOptions {
  clock?: Clock;
  log?: Logger;
  limits?: Partial<Limits>;
  /** graphql-js instead of compiled operations, for comparison. */
  compile?: boolean;
}

/** HTTP, websocket, pages and the sweep, on one port. */
export async function startServer(config: Config, options: ServerOptions = {}): Promise<RunningServer> {
  const log = options.log ?? pino({ level: config.logLevel, redact: REDACT }, pino.destination(2));
  const clock = options.clock ?? (config.development ? new AdjustableClock() : systemClock);
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const database = await Database.open(
    { url: config.databaseUrl, poolSize: config.databasePool, statementTimeout: config.statementTimeout },
    { entities: ENTITIES, migrations: MIGRATIONS },
    clock,
  );
  await ensureRulebook(database);
  const seeded = config.demo && (await seedDemo(database));
  const tail = await Tail.start(database, log);
  const sealer = new Sealer(config.secret);
  const directory = new ActorDirectory(database, clock);
  const stopForgetting = tail.observe((event) => {
    for (const topic of event.topicList)
      if (topic.startsWith("account:")) directory.forget(topic.slice("account:".length));
  });
  const storage = new FileStorage(config.filesDir);
  const services: Services = {
    database,
    tail,
    clock,
    sealer,
    storage,
    log,
    cursors: new LiveCursors(sealer, tail),
    currentActor: (accountId) => directory.cached(accountId),
    sweep: () => sweepAll(database, clock, log),
    publicUrl: "",
    development: config.development,
  };
  const sessions = new Sessions(database, clock, { secret: config.secret, external: config.outside });
  provideSessions(services, sessions);

  const pipeline = new Pipeline(await createSchema(), limits, {
    compile: options.compile ?? true,
    hints: config.development,
  });
  const door = new Door(services, sessions);
  const overHttp = new GraphqlOverHttp(
    pipeline,
    limits,
    (request) => door.visitor(request),
    (request) => door.byHeader(request),
  );
  await overHttp.start();
  const http = createServer({ requestTimeout: 120_000 }, router(services, config, overHttp));
  const sockets = graphqlOverWebsocket(
    http,
    pipeline,
    limits,
    config.allowedOrigins,
    (request, params) => door.bySocket(request, params),
    (context) => door.renew(context),
  );
  const url = await listen(http, config);
  services.publicUrl = config.publicUrl ?? url;
  const sweeping = setInterval(
    () => void services.sweep().catch((error: unknown) => log.warn({ err: error }, "the sweep failed; trying again")),
    config.sweepSeconds * 1_000,
  ).unref();

  return {
    url,
    services,
    seeded,
    async [Symbol.asyncDispose]() {
      clearInterval(sweeping);
      stopForgetting();
      await sockets.dispose();
      await new Promise<void>((done) => {
        http.close(() => done());
        http.closeIdleConnections();
        setTimeout(() => http.closeAllConnections(), 2_000).unref();
      });
      await overHttp.stop();
      await tail.stop();
      await database.close();
    },
  };
}

/** A platform without rules cannot rule: a new database begins with the default rulebook. */
async function ensureRulebook(database: Database): Promise<void> {
  await database.transact(async (tx) => {
    if ((await tx.query("SELECT id FROM rule LIMIT 1")).length === 0) await seedRules(tx);
  });
}

const REDACT = ["req.headers.authorization", "*.password", "*.accessToken", "*.refreshToken", "connectionParams"];

/** One at a time in this process; other nodes may sweep too. */
let sweep: Promise<number> = Promise.resolve(0);
function sweepAll(database: Database, clock: Clock, log: Logger): Promise<number> {
  sweep = sweep
    .catch(() => 0)
    .then(async () => {
      await forgetOldResults(database, clock.now());
      await sweepPenalties(database, clock, log);
      return sweepClocks(database, clock, SYSTEM_ACTS, log);
    });
  return sweep;
}

/** Who comes in, by which door. */
class Door {
  constructor(
    private readonly services: Services,
    private readonly sessions: Sessions,
  ) {}

  visitor(request: IncomingMessage): Context {
    return this.context(request, null, null, pickLocale(request.headers["accept-language"]));
  }

  async byHeader(request: IncomingMessage): Promise<Context> {
    return (await this.enter(request, request.headers.authorization, request.headers["accept-language"])).context;
  }

  bySocket(
    request: IncomingMessage,
    params: Record<string, unknown>,
  ): Promise<{ context: Context; expiresAt: number | null }> {
    const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
    return this.enter(
      request,
      text(params.authorization) ?? text(params.Authorization),
      text(params.locale) ?? request.headers["accept-language"],
    );
  }

  /** The same person, as they are now, for the next operation on their socket. */
  async renew(context: Context): Promise<Context> {
    if (!context.actor) return context.renewed(null);
    const actor = await this.services.currentActor(context.actor.accountId);
    if (!actor || actor.tokenVersion !== context.actor.tokenVersion)
      throw new Refusal("UNAUTHENTICATED", { reason: "signedOut" });
    return context.renewed(actor);
  }

  private async enter(
    request: IncomingMessage,
    authorization: string | undefined,
    language: string | undefined,
  ): Promise<{ context: Context; expiresAt: number | null }> {
    const locale = pickLocale(language);
    if (authorization === undefined) return { context: this.context(request, null, null, locale), expiresAt: null };
    const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
    // Never silently a visitor: who sends a token means to be somebody.
    if (!token) throw new Refusal("UNAUTHENTICATED", { reason: "badToken" });
    const { actor, sessionId, expiresAt } = await this.sessions.authenticate(token);
    return {
      context: this.context(request, actor, sessionId, language === undefined ? actor.locale : locale),
      expiresAt,
    };
  }

  private context(
    request: IncomingMessage,
    actor: Actor | null,
    sessionId: string | null,
    locale: Context["locale"],
  ): Context {
    return new Context(
      this.services,
      actor,
      locale,
      randomUUID(),
      request.socket.remoteAddress ?? "unknown",
      sessionId,
    );
  }
}

function router(
  services: Services,
  config: Config,
  graphql: GraphqlOverHttp,
): (request: IncomingMessage, response: ServerResponse) => void {
  const folder = [resolve(__dirname, "../playground"), resolve(__dirname, "../dist/playground")].find((path) =>
    existsSync(path),
  );
  const playground = folder ? sirv(folder, { etag: true, dev: false }) : undefined;
  const evidence = evidenceRoutes(services);
  const json = (response: ServerResponse, status: number, body: unknown): void => {
    response.statusCode = status;
    response.setHeader("Content-Type", "application/json; charset=utf-8");
    response.end(JSON.stringify(body));
  };
  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    protect(response);
    allowOrigin(request, response, config.allowedOrigins);
    if (request.method === "OPTIONS") return json(response, 204, undefined);
    if (path === "/graphql") return graphql.handle(request, response);
    if (path.startsWith("/evidence/") && (await evidence(request, response, path))) return;
    if (path === "/health/live") return json(response, 200, { status: "live" });
    if (path === "/health/ready")
      return ready(services).then((problem) =>
        json(response, problem ? 503 : 200, problem ? { status: "not ready", problem } : { status: "ready" }),
      );
    if (path === "/" || path === "/playground") {
      response.statusCode = 302;
      response.setHeader("Location", "/playground/");
      return void response.end();
    }
    if (path === "/playground/people.json") return json(response, 200, config.demo ? DEMO_PEOPLE : []);
    if (path.startsWith("/playground/") && playground) {
      request.url = request.url?.slice("/playground".length);
      return playground(request, response, () => json(response, 404, { status: "not found" }));
    }
    json(response, 404, { status: "not found" });
  };
  return (request, response) => {
    route(request, response).catch((error: unknown) => {
      services.log.error({ err: error, path: request.url }, "a request failed");
      if (!response.headersSent) json(response, 500, { status: "error" });
      else response.destroy();
    });
  };
}

/** What is missing for work, in one word; null when nothing is. Answers from the database itself, not from memory. */
async function ready(services: Services): Promise<string | null> {
  try {
    await services.database.query("SELECT position FROM feed_counter WHERE id = 1");
  } catch {
    return "database";
  }
  return services.storage.check().then(
    () => null,
    () => "storage",
  );
}

function listen(http: Server, { host, port }: Config): Promise<string> {
  return new Promise((done, failed) => {
    http.once("error", failed);
    http.listen(port, host, () => {
      http.off("error", failed);
      done(`http://localhost:${(http.address() as AddressInfo).port}`);
    });
  });
}
