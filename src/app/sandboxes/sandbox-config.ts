import { createHmac } from "node:crypto";
import { join } from "node:path";
import type { Config } from "../../config";
import { ROLES } from "../settings.table";
import { BUDGET, CACHE_KIB, CACHES, SOCKETS } from "./sandbox-limits.table";

/**
 * The settings of one sandbox: those of the server about hosts, times and webhooks, and none that leads to people, money or other systems.
 * Each is named: what a new setting is in a sandbox somebody has to decide, or this does not compile. Its secret is its own, so that nothing
 * that one of them signed is accepted by another.
 */
export function sandboxConfig(config: Config, id: string, folder: string, publicUrl: string): Config {
  const secretOf = (secret: string): string => createHmac("sha256", secret).update(`sandbox ${id}`).digest("hex");
  const { poolSize, statementTimeout } = config.database;
  return {
    port: config.port,
    host: config.host,
    proxyHops: config.proxyHops,
    allowedOrigins: config.allowedOrigins,
    http: config.http,
    operationTimeout: config.operationTimeout,
    documents: config.documents,
    introspection: config.introspection,
    playground: false,
    clamdUrl: config.clamdUrl,
    diskReserve: config.diskReserve,
    webhookLoopback: config.webhookLoopback,
    office: config.office,
    sweepSeconds: config.sweepSeconds,
    drainSeconds: 0,
    tracing: config.tracing,
    roles: new Set(ROLES),
    metrics: null,
    publicUrl: `${publicUrl}/sandbox/${id}`,
    allowedHosts: [...config.allowedHosts, new URL(publicUrl).host],
    database: { url: `sqlite:${join(folder, "redress.db")}`, poolSize, statementTimeout, cacheKib: CACHE_KIB },
    replica: null,
    redisUrl: undefined,
    limits: { sockets: SOCKETS, socketsPerAddress: SOCKETS, socketsPerPerson: SOCKETS, ...CACHES },
    budget: BUDGET,
    storage: { kind: "file", folder: join(folder, "files") },
    bucketCredentials: undefined,
    timestampUrl: undefined,
    orderLookup: null,
    payments: null,
    backups: undefined,
    pushSubject: null,
    mail: null,
    sms: null,
    appPush: null,
    events: null,
    warehouse: null,
    mailHooks: { answerDomain: null, secret: null, authservId: null },
    secret: secretOf(config.secret),
    secretPrevious: config.secretPrevious === undefined ? undefined : secretOf(config.secretPrevious),
    mailSecretsPrevious: [],
    demo: false,
    demoMarket: "none",
    development: false,
    staffSecondFactor: false,
    outside: undefined,
    identityProvider: null,
    sandboxes: { ...config.sandboxes, most: 0, mostOpen: 0 },
    log: { ...config.log, auditFile: undefined },
  };
}
