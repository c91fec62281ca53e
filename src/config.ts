import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { commandNamed } from "./app/command-named";
import type { NatsSettings } from "./app/events-out/events-url.pure";
import type { IdentityProviderSettings } from "./accounts/directory/identity-provider";
import type { MarketSetting } from "./app/demo/market/market-size.table";
import type { SandboxSettings } from "./app/sandboxes/sandbox-host";
import type { DatabaseSettings } from "./platform/database/engine";
import type { BudgetPoints } from "./platform/graphql/budget";
import type { Limits } from "./platform/graphql/limits";
import type { DocumentPolicy } from "./platform/graphql/registered-documents";
import { isLoopback } from "./platform/loopback.pure";
import type { GatewayConfig } from "./platform/carriers/gateway";
import type { MailSettings } from "./platform/carriers/mailer";
import { makeFolderNow } from "./platform/storage/make-folder";
import type { MailHooks } from "./platform/carriers/mail-hooks";
import type { LogSettings } from "./platform/telemetry/open-log";
import type { BucketCredentials, StorageSettings } from "./platform/storage/storage-url.pure";
import { LEAST_SECRET, ROLES, SETTINGS, type Name, type ProcessRole } from "./app/settings.table";

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

/** All problems with the settings at once, each naming its variable. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(
      `The settings are wrong:\n${problems.map((problem) => `  ${problem}`).join("\n")}\n${commandNamed("config")} prints every setting and what it means.`,
    );
    this.name = "ConfigError";
  }
}

export function parseConfig(env: Record<string, string | undefined>): Config {
  const problems: string[] = [];
  const values = Object.fromEntries(
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
  ) as Values;
  const outside = [values.JWKS_URL, values.JWT_ISSUER, values.JWT_AUDIENCE];
  if (outside.some(Boolean) && !outside.every(Boolean))
    problems.push("JWKS_URL, JWT_ISSUER, JWT_AUDIENCE: set all three or none");
  problems.push(...unfitProvider(values));
  const lookup = [values.ORDER_LOOKUP_URL, values.ORDER_LOOKUP_SECRET, values.ORDER_LOOKUP_SOURCE];
  if (lookup.some(Boolean) && !lookup.every(Boolean))
    problems.push("ORDER_LOOKUP_URL, ORDER_LOOKUP_SECRET, ORDER_LOOKUP_SOURCE: set all three or none");
  if ((values.PAYMENTS_URL === undefined) !== (values.PAYMENTS_SECRET === undefined))
    problems.push("PAYMENTS_URL, PAYMENTS_SECRET: set both or none");
  problems.push(...unsafe(values));
  const dataDir = resolve(values.DATA_DIR as string);
  const database = {
    url: (values.DATABASE_URL as string | undefined) ?? `sqlite:${join(dataDir, "redress.db")}`,
    poolSize: values.DATABASE_POOL as number,
    statementTimeout: values.STATEMENT_TIMEOUT_MS as number,
    ...databaseTls("DATABASE_URL", values, problems),
  };
  const replica = replicaOf(values, database, problems);
  const storage = storageOf(values, dataDir, problems);
  const mail = mailOf(values, problems);
  const gateways = gatewaysOf(values, problems);
  const events = eventsOf(values, problems);
  problems.push(...unshared(values, database), ...unplayed(values));
  if (problems.length > 0) throw new ConfigError(problems);

  return {
    roles: values.ROLES as ReadonlySet<ProcessRole>,
    port: values.PORT as number,
    host: values.HOST as string,
    metrics:
      values.METRICS_PORT === undefined
        ? null
        : { port: values.METRICS_PORT as number, host: values.METRICS_HOST as string },
    publicUrl: (values.PUBLIC_URL as string | undefined)?.replace(/\/$/, ""),
    database,
    replica,
    redisUrl: values.REDIS_URL as string | undefined,
    limits: {
      sockets: values.SOCKETS as number,
      socketsPerAddress: values.SOCKETS_PER_ADDRESS as number,
      socketsPerPerson: values.SOCKETS_PER_PERSON as number,
    },
    budget: { perPerson: values.BUDGET_PER_PERSON as number, perAddress: values.BUDGET_PER_ADDRESS as number },
    operationTimeout: values.OPERATION_TIMEOUT_MS as number,
    http: {
      connections: values.CONNECTIONS as number,
      connectionsPerAddress: values.CONNECTIONS_PER_ADDRESS as number,
      headersTimeout: values.HEADERS_TIMEOUT_MS as number,
      bodyTimeout: values.BODY_TIMEOUT_MS as number,
    },
    proxyHops: values.PROXY_HOPS as number,
    ...storage,
    events,
    warehouse: warehouseOf(values, storage),
    backups: values.BACKUPS_DIR as string | undefined,
    diskReserve: (values.DISK_RESERVE_MB as number) * 1024 * 1024,
    clamdUrl: values.CLAMD_URL as string | undefined,
    timestampUrl: values.TIMESTAMP_URL as string | undefined,
    orderLookup: orderLookupOf(values),
    payments: paymentsOf(values),
    pushSubject: pushSubject(values),
    mail,
    mailHooks: {
      answerDomain: (values.MAIL_ANSWER_DOMAIN as string | undefined) ?? null,
      secret: (values.MAIL_HOOK_SECRET as string | undefined) ?? null,
      authservId: (values.MAIL_AUTHSERV_ID as string | undefined) ?? null,
    },
    ...gateways,
    webhookLoopback: values.WEBHOOK_LOOPBACK as boolean,
    secret: (values.SECRET as string | undefined) ?? keptSecret(dataDir),
    secretPrevious: values.SECRET_PREVIOUS as string | undefined,
    mailSecretsPrevious: values.MAIL_SECRETS_PREVIOUS as string[],
    ...switches(values),
    introspection: values.INTROSPECTION as boolean,
    documents: {
      policy: values.DOCUMENTS as DocumentPolicy,
      folder: values.DOCUMENTS_DIR as string | undefined,
    },
    playground: values.PLAYGROUND as boolean,
    staffSecondFactor: values.STAFF_SECOND_FACTOR as boolean | undefined,
    outside: values.JWKS_URL
      ? {
          jwksUrl: values.JWKS_URL as string,
          issuer: values.JWT_ISSUER as string,
          audience: values.JWT_AUDIENCE as string,
          clients: values.JWT_CLIENTS as string[],
        }
      : undefined,
    identityProvider: identityProviderOf(values),
    // A proxy may ask under another name than people do.
    allowedOrigins: [
      ...(values.ALLOWED_ORIGINS as string[]),
      ...(values.PUBLIC_URL === undefined ? [] : [new URL(values.PUBLIC_URL as string).origin]),
    ],
    allowedHosts: values.ALLOWED_HOSTS as string[],
    sandboxes: {
      folder: join(dataDir, "sandboxes"),
      most: (values.SANDBOXES as number | undefined) ?? (database.url.startsWith("sqlite:") ? 20 : 0),
      mostOpen: (values.SANDBOXES_OPEN as number | undefined) ?? (database.url.startsWith("sqlite:") ? 4 : 0),
    },
    office: { country: values.COUNTRY as string, timeZone: values.TIME_ZONE as string | undefined },
    sweepSeconds: values.SWEEP_SECONDS as number,
    drainSeconds: values.DRAIN_SECONDS as number,
    log: {
      level: values.LOG_LEVEL as string,
      format: values.LOG_FORMAT as LogSettings["format"],
      slowMs: values.LOG_SLOW_MS as number,
      mostInASecond: values.LOG_OPERATIONS as number,
      auditFile: values.AUDIT_LOG as string | undefined,
    },
    tracing: values.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined,
  };
}

type Values = Record<Name, unknown>;

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

/** What a process would leave to others that cannot do it. */
function unshared({ ROLES: roles, DEMO_MARKET: market }: Values, { url }: DatabaseSettings): string[] {
  const left = ROLES.filter((role) => !(roles as ReadonlySet<ProcessRole> | undefined)?.has(role));
  if (roles === undefined || left.length === 0) return [];
  return [
    ...(url.startsWith("sqlite:")
      ? [`ROLES: without ${left.join(",")}, which no other process could do: with SQLite one does everything`]
      : []),
    ...(market !== undefined && market !== "none"
      ? ["DEMO_MARKET: is played by one process that does everything; leave ROLES out"]
      : []),
  ];
}

/** What is set for mail but cannot work is a mistake. */
function mailOf(values: Values, problems: string[]): MailSettings | null {
  const url = values.SMTP_URL as string | undefined;
  const from = values.MAIL_FROM as string | undefined;
  if ((url === undefined) !== (from === undefined)) problems.push("SMTP_URL, MAIL_FROM: set both or none");
  if (values.MAIL_ANSWER_DOMAIN !== undefined && values.MAIL_HOOK_SECRET === undefined)
    problems.push("MAIL_ANSWER_DOMAIN: only with MAIL_HOOK_SECRET, by which answers are known to come from the relay");
  if (values.MAIL_AUTHSERV_ID !== undefined && values.MAIL_ANSWER_DOMAIN === undefined)
    problems.push("MAIL_AUTHSERV_ID: only with MAIL_ANSWER_DOMAIN, whose answers it is about");
  return url === undefined || from === undefined ? null : { url, from };
}

function gatewaysOf(values: Values, problems: string[]): GatewayConfig {
  const of = (name: "SMS" | "APP_PUSH") => {
    const [url, secret] = [values[`${name}_URL`], values[`${name}_SECRET`]] as (string | undefined)[];
    if ((url === undefined) !== (secret === undefined)) problems.push(`${name}_URL, ${name}_SECRET: set both or none`);
    return url === undefined || secret === undefined ? null : { url, secret };
  };
  const [sms, appPush] = [of("SMS"), of("APP_PUSH")];
  const countries = (values.SMS_COUNTRIES as string[]).map((each) => each.toUpperCase());
  const strange = countries.filter((each) => !/^[A-Z]{2}$/.test(each));
  if (strange.length > 0) problems.push(`SMS_COUNTRIES: ${strange.join(", ")}: a country has two letters`);
  return { sms: sms && { ...sms, countries: countries.length > 0 ? countries : null }, appPush };
}

function eventsOf(values: Values, problems: string[]): NatsSettings | null {
  const settings = values.EVENTS_URL as NatsSettings | undefined;
  const credentials = values.EVENTS_CREDENTIALS as string | undefined;
  if (credentials !== undefined && !settings) problems.push("EVENTS_CREDENTIALS: only with EVENTS_URL");
  if (credentials !== undefined && (settings?.user ?? settings?.token) !== undefined)
    problems.push("EVENTS_URL, EVENTS_CREDENTIALS: who this server is is said twice; leave it out of one");
  return settings ? { ...settings, ...(credentials === undefined ? {} : { credentials }) } : null;
}

/** Who this server is to a bucket's service is the same for both. */
function warehouseOf(
  values: Values,
  { bucketCredentials: credentials }: Pick<Config, "bucketCredentials">,
): StorageSettings | null {
  const given = values.WAREHOUSE_URL as StorageSettings | undefined;
  if (given === undefined) return null;
  return given.kind === "s3" && credentials ? { ...given, credentials } : given;
}

function storageOf(values: Values, dataDir: string, problems: string[]): Pick<Config, "storage" | "bucketCredentials"> {
  const accessKeyId = values.STORAGE_ACCESS_KEY_ID as string | undefined;
  const secretAccessKey = values.STORAGE_SECRET_ACCESS_KEY as string | undefined;
  if ((accessKeyId === undefined) !== (secretAccessKey === undefined))
    problems.push("STORAGE_ACCESS_KEY_ID, STORAGE_SECRET_ACCESS_KEY: set both or none");
  const bucketCredentials = accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : undefined;
  const storage = (values.STORAGE_URL as StorageSettings | undefined) ?? {
    kind: "file",
    folder: join(dataDir, "files"),
  };
  return {
    storage: storage.kind === "s3" ? { ...storage, credentials: bucketCredentials } : storage,
    bucketCredentials,
  };
}

/** Fails closed: where the way to the database is not this machine's own, it is encrypted and the other end known, or somebody has said no. */
function databaseTls(
  name: "DATABASE_URL" | "DATABASE_READ_URL",
  values: Values,
  problems: string[],
): Pick<DatabaseSettings, "tls"> {
  const url = values[name] as string | undefined;
  const file = values.DATABASE_CA_FILE as string | undefined;
  const isServer = url !== undefined && !url.startsWith("sqlite:");
  const mode = values.DATABASE_TLS ?? (isServer && !isLoopbackUrl(url) ? "verify" : "off");
  if (name === "DATABASE_URL" && file !== undefined && mode !== "verify")
    problems.push("DATABASE_CA_FILE: only with DATABASE_TLS=verify");
  if (!isServer || mode === "off") return {};
  if (mode === "verify" && ipaddr.isValid(new URL(url).hostname.replace(/^\[|\]$/g, "")))
    problems.push(
      `DATABASE_TLS=verify: a certificate is verified for a name, and ${name} has an IP address. Use the database's name; or require, or off, where you know what is between`,
    );
  if (mode === "require") return { tls: { rejectUnauthorized: false } };
  const ca = file === undefined ? undefined : textOf(file, "DATABASE_CA_FILE", problems);
  return { tls: { rejectUnauthorized: true, verifyIdentity: true, ...(ca ? { ca } : {}) } };
}

/** Where operations that change nothing may read; null: where all others do. */
function replicaOf(values: Values, database: DatabaseSettings, problems: string[]): DatabaseSettings | null {
  const url = values.DATABASE_READ_URL as string | undefined;
  if (url === undefined) return null;
  if (database.url.startsWith("sqlite:"))
    problems.push("DATABASE_READ_URL: only with a DATABASE_URL of MariaDB, whose replica it is");
  const { poolSize, statementTimeout } = database;
  return { url, poolSize, statementTimeout, ...databaseTls("DATABASE_READ_URL", values, problems) };
}

const isLoopbackUrl = (url: unknown): boolean => typeof url === "string" && isLoopback(new URL(url).hostname);

/** The settings by which more than this machine can reach the server. */
function openedBy({ HOST, PUBLIC_URL }: Values): string[] {
  return [
    ...(typeof HOST === "string" && !isLoopback(HOST) ? [`HOST=${HOST}`] : []),
    ...(typeof PUBLIC_URL === "string" && !isLoopbackUrl(PUBLIC_URL) ? [`PUBLIC_URL=${PUBLIC_URL}`] : []),
  ];
}

/** Settings that would run but leave the server open to strangers. No setting overrides this check. */
function unsafe(values: Values): string[] {
  const opened = openedBy(values);
  const others = opened.join(" and ");
  const problems: string[] = [];
  if (values.DEMO === true && opened.length > 0)
    problems.push(`DEMO=true: ${others} lets others in, and the password of the demo's people is published`);
  if (values.DEVELOPMENT === true && opened.length > 0)
    problems.push(`DEVELOPMENT=true: ${others} lets others in, and then anyone could move the clock`);
  if (values.WEBHOOK_LOOPBACK === true && switches(values).demo === false && values.DEVELOPMENT !== true)
    problems.push(
      "WEBHOOK_LOOPBACK=true: only in a demo or with DEVELOPMENT=true, else its clients reach what only this machine should",
    );
  if (values.PUBLIC_URL === undefined && opened.length > 0)
    problems.push(`PUBLIC_URL: needed with ${others}; without it clients are sent to http://localhost`);
  if (
    typeof values.PUBLIC_URL === "string" &&
    values.PUBLIC_URL.startsWith("http:") &&
    !isLoopbackUrl(values.PUBLIC_URL)
  )
    problems.push("PUBLIC_URL: must be https, else passwords and sessions cross the network for everyone to read");
  if (typeof values.JWKS_URL === "string" && values.JWKS_URL.startsWith("http:") && !isLoopbackUrl(values.JWKS_URL))
    problems.push("JWKS_URL: must be https, else whoever stands between could sign in as anyone");
  const { OIDC_ISSUER: issuer } = values;
  if (typeof issuer === "string" && issuer.startsWith("http:") && !isLoopbackUrl(issuer))
    problems.push("OIDC_ISSUER: must be https, else whoever stands between could sign in as anyone");
  const { ORDER_LOOKUP_URL: lookup } = values;
  if (typeof lookup === "string" && lookup.startsWith("http:") && !isLoopbackUrl(lookup))
    problems.push(
      "ORDER_LOOKUP_URL: must be https, else whoever stands between reads who ordered what, and could say so",
    );
  for (const name of ["SMS_URL", "APP_PUSH_URL"] as const) {
    const url = values[name];
    if (typeof url === "string" && url.startsWith("http:") && !isLoopbackUrl(url))
      problems.push(`${name}: must be https, else whoever stands between reads codes, numbers and who has a case`);
  }
  const { PAYMENTS_URL: payments } = values;
  if (typeof payments === "string" && payments.startsWith("http:") && !isLoopbackUrl(payments))
    problems.push(
      "PAYMENTS_URL: must be https, else whoever stands between reads who pays whom, and could say that it was done",
    );
  return problems;
}

function switches(values: Values): Pick<Config, "demo" | "demoMarket" | "development"> {
  const own = openedBy(values).length === 0 && values.DATABASE_URL === undefined && values.SECRET === undefined;
  const left: Switch = own ? "IF_DEMO" : false;
  return {
    demo: (values.DEMO as boolean | undefined) ?? left,
    demoMarket: (values.DEMO_MARKET as MarketSetting | undefined) ?? (values.DEMO === undefined ? "full" : "none"),
    development: (values.DEVELOPMENT as boolean | undefined) ?? left,
  };
}

/** A demo's market that nobody would see. */
function unplayed({ DEMO: demo, DEMO_MARKET: market, DEVELOPMENT: development }: Values): string[] {
  const isWanted = demo === true && market !== undefined && market !== "none";
  return isWanted && development !== true
    ? ["DEMO_MARKET: its months are played by a clock that moves; DEVELOPMENT=true moves it"]
    : [];
}

/** Settings of the identity provider that do not go together. */
function unfitProvider(values: Values): string[] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, JWT_ISSUER: jwtIssuer } = values;
  const alone = (["OIDC_CLIENT_SECRET", "OIDC_NAME", "OIDC_ROLES", "OIDC_ROLE_CLAIM"] as const).filter(
    (name) => values[name] !== undefined && issuer === undefined,
  );
  return [
    ...((issuer === undefined) === (clientId === undefined) ? [] : ["OIDC_ISSUER, OIDC_CLIENT_ID: set both or none"]),
    ...alone.map((name) => `${name}: only with OIDC_ISSUER`),
    ...(values.OIDC_ROLE_CLAIM !== undefined && values.OIDC_ROLES === undefined
      ? ["OIDC_ROLE_CLAIM: only with OIDC_ROLES, which say what its values mean"]
      : []),
    ...(issuer !== undefined && jwtIssuer !== undefined && issuer !== jwtIssuer
      ? ["OIDC_ISSUER, JWT_ISSUER: must be the same, since people are known by one provider's subjects"]
      : []),
  ];
}

function identityProviderOf(values: Values): IdentityProviderSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = values;
  if (typeof issuer !== "string" || typeof clientId !== "string") return null;
  return {
    issuer,
    clientId,
    clientSecret: (values.OIDC_CLIENT_SECRET as string | undefined) ?? null,
    scopes: values.OIDC_SCOPES as string,
    name: (values.OIDC_NAME as string | undefined) ?? new URL(issuer).host,
    roleClaim: (values.OIDC_ROLE_CLAIM as string | undefined) ?? null,
    scimRoles: values.OIDC_SCIM_ROLES as boolean,
    roles: (values.OIDC_ROLES as IdentityProviderSettings["roles"] | undefined) ?? new Map(),
  };
}

function orderLookupOf(values: Values): Config["orderLookup"] {
  const { ORDER_LOOKUP_URL: url, ORDER_LOOKUP_SECRET: secret, ORDER_LOOKUP_SOURCE: source } = values;
  return typeof url === "string" && typeof secret === "string" && typeof source === "string"
    ? { url, secret, source }
    : null;
}

function paymentsOf(values: Values): Config["payments"] {
  const url = values.PAYMENTS_URL as string | undefined;
  const secrets = [values.PAYMENTS_SECRET, values.PAYMENTS_SECRET_PREVIOUS].filter((each) => typeof each === "string");
  return url === undefined ? null : { url, secrets };
}

function pushSubject({ WEB_PUSH: isOn, PUBLIC_URL: url }: Values): string | null {
  return isOn && typeof url === "string" && url.startsWith("https:") ? url : null;
}

/** Generated once, so that people stay signed in and cursors stay valid when the server restarts. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, "secret");
  if (!existsSync(file)) keepSecret(dataDir, file);
  const secret = readFileSync(file, "utf8").trim();
  // Empty or cut short after a crash: every key derived from it could be guessed, and what is encrypted not be read.
  if (secret.length < LEAST_SECRET)
    throw new ConfigError([
      `${file}: has fewer than ${LEAST_SECRET} characters. Put back the secret that was in it; or, if nothing was encrypted under one yet, remove the file: a new one is generated.`,
    ]);
  return secret;
}

/** Whole or not at all, whenever the power fails; another process that starts at the same time takes the one that came first. */
function keepSecret(dataDir: string, file: string): void {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    makeFolderNow(dataDir);
    writeFileSync(unfinished, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, flush: true });
  } catch (error) {
    throw new ConfigError([`DATA_DIR: nothing can be written there: ${(error as Error).message}`]);
  }
  try {
    linkSync(unfinished, file);
  } catch (error) {
    // Some file systems know no links.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}
