import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { ConfigError } from "./app/config-error";
import type { NatsSettings } from "./app/events-out/events-url.pure";
import type { IdentityProviderSettings } from "./accounts/directory/identity-provider";
import type { MarketSetting } from "./app/demo/market/market-size.table";
import type { SandboxSettings } from "./app/sandboxes/sandbox-host";
import type { DatabaseSettings } from "./platform/database/engine";
import type { BudgetPoints } from "./platform/graphql/budget";
import type { Limits } from "./platform/graphql/limits";
import type { DocumentPolicy } from "./platform/graphql/registered-documents";
import type { GatewayConfig } from "./platform/carriers/gateway";
import type { MailSettings } from "./platform/carriers/mailer";
import { keptSecret } from "./app/kept-secret";
import type { MailHooks } from "./platform/carriers/mail-hooks";
import type { LogSettings } from "./platform/telemetry/open-log";
import type { BucketCredentials, StorageSettings } from "./platform/storage/storage-url.pure";
import { SETTINGS, type Given, type ProcessRole, type Values } from "./app/settings.table";
import { isLoopbackUrl, isOnItsOwn, isSqlite, problemsTogether } from "./app/settings-together.pure";

/** Given, or decided by the database: what `npm start` alone has created belongs to the demo. */
export type Switch = boolean | "IF_DEMO";

/** Whose holidays and clocks count in working days. */
export interface Office {
  country: string;
  /** undefined: the one zone of the country. */
  timeZone: string | undefined;
}

export interface Config {
  roles: ReadonlySet<ProcessRole>;
  port: number;
  host: string;
  metrics: { port: number; host: string } | null;
  publicUrl: string | undefined;
  database: DatabaseSettings;
  replica: DatabaseSettings | null;
  redisUrl: string | undefined;
  limits: Pick<Limits, "sockets" | "socketsPerAddress" | "socketsPerPerson"> & Partial<Limits>;
  budget: BudgetPoints;
  operationTimeout: number;
  http: { connections: number; connectionsPerAddress: number; headersTimeout: number; bodyTimeout: number };
  proxyHops: number;
  storage: StorageSettings;
  bucketCredentials: BucketCredentials | undefined;
  /** Where events are sent; null: nowhere. */
  events: NatsSettings | null;
  /** Where files for analysts are written; null: nowhere. */
  warehouse: StorageSettings | null;
  /** Where backups are looked for; undefined: nowhere. */
  backups: string | undefined;
  /** Bytes. */
  diskReserve: number;
  clamdUrl: string | undefined;
  timestampUrl: string | undefined;
  /** null: no mail is sent. */
  mail: MailSettings | null;
  mailHooks: MailHooks;
  sms: GatewayConfig["sms"];
  appPush: GatewayConfig["appPush"];
  /** Where an order is asked for that has not come in; null: nowhere. */
  orderLookup: { url: string; secret: string; source: string } | null;
  /** Who moves the platform's money, with the secrets of both directions, the present one first; null: people do. */
  payments: { url: string; secrets: readonly string[] } | null;
  /** As whom push services know this server; null: it sends them nothing. */
  pushSubject: string | null;
  /** Webhooks may go to this machine. */
  webhookLoopback: boolean;
  secret: string;
  secretPrevious: string | undefined;
  /** Still earlier ones, for what people were mailed. */
  mailSecretsPrevious: readonly string[];
  demo: Switch;
  demoMarket: MarketSetting;
  development: Switch;
  introspection: boolean;
  documents: { policy: DocumentPolicy; folder: string | undefined };
  playground: boolean;
  /** undefined: unless it is a demo. */
  staffSecondFactor: boolean | undefined;
  outside: { jwksUrl: string; issuer: string; audience: string; clients: readonly string[] } | undefined;
  /** Where people of the platform sign in; null: nowhere else. */
  identityProvider: IdentityProviderSettings | null;
  allowedOrigins: string[];
  allowedHosts: string[];
  sandboxes: SandboxSettings;
  office: Office;
  sweepSeconds: number;
  drainSeconds: number;
  log: LogSettings;
  tracing: boolean;
}

export function parseConfig(env: Record<string, string | undefined>): Config {
  const problems: string[] = [];
  const given = readSettings(env, problems);
  problems.push(...problemsTogether(given));
  const tls = databaseTls("DATABASE_URL", given, problems);
  const replicaTls = databaseTls("DATABASE_READ_URL", given, problems);
  if (problems.length > 0) throw new ConfigError(problems);

  // What is missing or was not understood would be a problem.
  const values = given as Values;
  const dataDir = resolve(values.DATA_DIR);
  const isEmbedded = isSqlite(values.DATABASE_URL);
  const connections = { poolSize: values.DATABASE_POOL, statementTimeout: values.STATEMENT_TIMEOUT_MS };
  const bucketCredentials = bucketCredentialsOf(values);
  return {
    roles: values.ROLES,
    port: values.PORT,
    host: values.HOST,
    metrics: values.METRICS_PORT === undefined ? null : { port: values.METRICS_PORT, host: values.METRICS_HOST },
    publicUrl: values.PUBLIC_URL?.replace(/\/$/, ""),
    database: { url: values.DATABASE_URL ?? `sqlite:${join(dataDir, "redress.db")}`, ...connections, ...tls },
    replica:
      values.DATABASE_READ_URL === undefined ? null : { url: values.DATABASE_READ_URL, ...connections, ...replicaTls },
    redisUrl: values.REDIS_URL,
    limits: {
      sockets: values.SOCKETS,
      socketsPerAddress: values.SOCKETS_PER_ADDRESS,
      socketsPerPerson: values.SOCKETS_PER_PERSON,
    },
    budget: { perPerson: values.BUDGET_PER_PERSON, perAddress: values.BUDGET_PER_ADDRESS },
    operationTimeout: values.OPERATION_TIMEOUT_MS,
    http: {
      connections: values.CONNECTIONS,
      connectionsPerAddress: values.CONNECTIONS_PER_ADDRESS,
      headersTimeout: values.HEADERS_TIMEOUT_MS,
      bodyTimeout: values.BODY_TIMEOUT_MS,
    },
    proxyHops: values.PROXY_HOPS,
    storage: withCredentials(values.STORAGE_URL ?? { kind: "file", folder: join(dataDir, "files") }, bucketCredentials),
    bucketCredentials,
    events: values.EVENTS_URL
      ? { ...values.EVENTS_URL, ...(values.EVENTS_CREDENTIALS ? { credentials: values.EVENTS_CREDENTIALS } : {}) }
      : null,
    warehouse: values.WAREHOUSE_URL ? withCredentials(values.WAREHOUSE_URL, bucketCredentials) : null,
    backups: values.BACKUPS_DIR,
    diskReserve: values.DISK_RESERVE_MB * 1024 * 1024,
    clamdUrl: values.CLAMD_URL,
    timestampUrl: values.TIMESTAMP_URL,
    mail: values.SMTP_URL && values.MAIL_FROM ? { url: values.SMTP_URL, from: values.MAIL_FROM } : null,
    mailHooks: {
      answerDomain: values.MAIL_ANSWER_DOMAIN ?? null,
      secret: values.MAIL_HOOK_SECRET ?? null,
      authservId: values.MAIL_AUTHSERV_ID ?? null,
    },
    ...gatewaysOf(values),
    orderLookup: orderLookupOf(values),
    payments: paymentsOf(values),
    pushSubject: values.WEB_PUSH && values.PUBLIC_URL?.startsWith("https:") ? values.PUBLIC_URL : null,
    webhookLoopback: values.WEBHOOK_LOOPBACK,
    secret: values.SECRET ?? keptSecret(dataDir),
    secretPrevious: values.SECRET_PREVIOUS,
    mailSecretsPrevious: values.MAIL_SECRETS_PREVIOUS,
    ...switches(values),
    introspection: values.INTROSPECTION,
    documents: { policy: values.DOCUMENTS, folder: values.DOCUMENTS_DIR },
    playground: values.PLAYGROUND,
    staffSecondFactor: values.STAFF_SECOND_FACTOR,
    outside: outsideOf(values),
    identityProvider: identityProviderOf(values),
    // A proxy may ask under another name than people do.
    allowedOrigins: [...values.ALLOWED_ORIGINS, ...(values.PUBLIC_URL ? [new URL(values.PUBLIC_URL).origin] : [])],
    allowedHosts: values.ALLOWED_HOSTS,
    sandboxes: {
      folder: join(dataDir, "sandboxes"),
      most: values.SANDBOXES ?? (isEmbedded ? 20 : 0),
      mostOpen: values.SANDBOXES_OPEN ?? (isEmbedded ? 4 : 0),
    },
    office: { country: values.COUNTRY, timeZone: values.TIME_ZONE },
    sweepSeconds: values.SWEEP_SECONDS,
    drainSeconds: values.DRAIN_SECONDS,
    log: {
      level: values.LOG_LEVEL,
      format: values.LOG_FORMAT,
      slowMs: values.LOG_SLOW_MS,
      mostInASecond: values.LOG_OPERATIONS,
      auditFile: values.AUDIT_LOG,
    },
    tracing: values.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
  };
}

/** What was understood of the settings that are given, and the defaults of the others. */
function readSettings(env: Record<string, string | undefined>, problems: string[]): Given {
  return Object.fromEntries(
    SETTINGS.map(({ name, schema, default: fallback, ...setting }) => {
      const secret = "secret" in setting;
      const given = (secret && fromFile(name, env, problems)) || env[name];
      const optional = schema instanceof z.ZodOptional;
      const parsed = schema.safeParse(given !== undefined && given !== "" ? given : optional ? undefined : fallback);
      if (!parsed.success)
        problems.push(
          `${name}=${secret ? "…" : (given ?? "")}: ${parsed.error.issues.map(({ message }) => message).join("; ")}`,
        );
      return [name, parsed.data];
    }),
  );
}

/** Where an operator's tools keep secrets, they hand them over as files: systemd's credentials, mounts of a container. */
function fromFile(name: string, env: Record<string, string | undefined>, problems: string[]): string | undefined {
  const file = env[`${name}_FILE`];
  if (!file) return undefined;
  if (env[name]) problems.push(`${name}_FILE: ${name} is set as well; set one of them`);
  return textOf(file, `${name}_FILE`, problems)?.trim();
}

function textOf(file: string, setting: string, problems: string[]): string | undefined {
  try {
    const text = readFileSync(file, "utf8");
    if (text.trim() !== "") return text;
    problems.push(`${setting}=${file}: is empty`);
  } catch (error) {
    problems.push(`${setting}=${file}: cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
  return undefined;
}

/** Fails closed: where the way to the database is not this machine's own, it is encrypted and the other end known, or somebody has said no. */
function databaseTls(
  name: "DATABASE_URL" | "DATABASE_READ_URL",
  given: Given,
  problems: string[],
): Pick<DatabaseSettings, "tls"> {
  const url = given[name];
  const file = given.DATABASE_CA_FILE;
  const mode = given.DATABASE_TLS ?? (url === undefined || isSqlite(url) || isLoopbackUrl(url) ? "off" : "verify");
  if (name === "DATABASE_URL" && file !== undefined && mode !== "verify")
    problems.push("DATABASE_CA_FILE: only with DATABASE_TLS=verify");
  if (url === undefined || isSqlite(url) || mode === "off") return {};
  if (mode === "verify" && ipaddr.isValid(new URL(url).hostname.replace(/^\[|\]$/g, "")))
    problems.push(
      `DATABASE_TLS=verify: a certificate is verified for a name, and ${name} has an IP address. Use the database's name; or require, or off, where you know what is between`,
    );
  if (mode === "require") return { tls: { rejectUnauthorized: false } };
  const ca = file === undefined ? undefined : textOf(file, "DATABASE_CA_FILE", problems);
  return { tls: { rejectUnauthorized: true, verifyIdentity: true, ...(ca ? { ca } : {}) } };
}

function switches(values: Values): Pick<Config, "demo" | "demoMarket" | "development"> {
  const left: Switch = isOnItsOwn(values) ? "IF_DEMO" : false;
  return {
    demo: values.DEMO ?? left,
    demoMarket: values.DEMO_MARKET ?? (values.DEMO === undefined ? "full" : "none"),
    development: values.DEVELOPMENT ?? left,
  };
}

function bucketCredentialsOf({
  STORAGE_ACCESS_KEY_ID: accessKeyId,
  STORAGE_SECRET_ACCESS_KEY: secretAccessKey,
}: Values): BucketCredentials | undefined {
  return accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
}

/** Who this server is to a bucket's service is the same for all of them. */
const withCredentials = (storage: StorageSettings, credentials: BucketCredentials | undefined): StorageSettings =>
  storage.kind === "s3" ? { ...storage, credentials } : storage;

function gatewaysOf({ SMS_URL, SMS_SECRET, SMS_COUNTRIES, APP_PUSH_URL, APP_PUSH_SECRET }: Values): GatewayConfig {
  const countries = SMS_COUNTRIES.length > 0 ? SMS_COUNTRIES.map((each) => each.toUpperCase()) : null;
  return {
    sms: SMS_URL && SMS_SECRET ? { url: SMS_URL, secret: SMS_SECRET, countries } : null,
    appPush: APP_PUSH_URL && APP_PUSH_SECRET ? { url: APP_PUSH_URL, secret: APP_PUSH_SECRET } : null,
  };
}

function orderLookupOf({
  ORDER_LOOKUP_URL: url,
  ORDER_LOOKUP_SECRET: secret,
  ORDER_LOOKUP_SOURCE: source,
}: Values): Config["orderLookup"] {
  return url && secret && source ? { url, secret, source } : null;
}

function paymentsOf(values: Values): Config["payments"] {
  const { PAYMENTS_URL: url, PAYMENTS_SECRET: present, PAYMENTS_SECRET_PREVIOUS: previous } = values;
  return url && present ? { url, secrets: previous ? [present, previous] : [present] } : null;
}

function outsideOf(values: Values): Config["outside"] {
  const { JWKS_URL: jwksUrl, JWT_ISSUER: issuer, JWT_AUDIENCE: audience, JWT_CLIENTS: clients } = values;
  return jwksUrl && issuer && audience ? { jwksUrl, issuer, audience, clients } : undefined;
}

function identityProviderOf(values: Values): IdentityProviderSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = values;
  if (!issuer || !clientId) return null;
  return {
    issuer,
    clientId,
    clientSecret: values.OIDC_CLIENT_SECRET ?? null,
    scopes: values.OIDC_SCOPES,
    name: values.OIDC_NAME ?? new URL(issuer).host,
    roleClaim: values.OIDC_ROLE_CLAIM ?? null,
    scimRoles: values.OIDC_SCIM_ROLES,
    roles: values.OIDC_ROLES ?? new Map(),
  };
}
