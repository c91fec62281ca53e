import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { MARKET_SETTINGS, type MarketSetting } from "./app/demo/market/market-size.table";
import type { DatabaseSettings } from "./platform/database/engine";
import { DOCUMENT_POLICIES, type DocumentPolicy } from "./platform/graphql/registered-documents";
import { isTimeZone } from "./platform/messages/moment-text";

const flag = z.enum(["true", "false"]).transform((value) => value === "true");
const wholeNumber = (least: number, most: number) => z.coerce.number().int().min(least).max(most);
const list = z.string().transform((text) =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean),
);

interface Setting {
  name: string;
  schema: z.ZodType;
  default: string;
  meaning: string;
  /** Never printed; may also be in a file that NAME_FILE names. */
  secret?: boolean;
}

/** Every environment setting, its default and meaning; `npm run config` prints them. */
export const SETTINGS = [
  {
    name: "PORT",
    schema: wholeNumber(0, 65_535),
    default: "4000",
    meaning: "Port of the API, the playground and the live updates; 0 picks a free one.",
  },
  {
    name: "HOST",
    schema: z.string().min(1),
    default: "127.0.0.1",
    meaning:
      "Address to listen on. The default can be reached only from this machine; 0.0.0.0 listens on all its addresses.",
  },
  {
    name: "METRICS_PORT",
    schema: wholeNumber(0, 65_535).optional(),
    default: "none",
    meaning:
      "Port of /metrics, in the text format of Prometheus: durations and outcomes of operations, caches, live connections, the log and who reads it; 0 picks a free one. When not set, there are no metrics.",
  },
  {
    name: "METRICS_HOST",
    schema: z.string().min(1),
    default: "127.0.0.1",
    meaning: "Address on which METRICS_PORT listens. Whoever reaches it can read the metrics.",
  },
  {
    name: "PUBLIC_URL",
    schema: z.url({ protocol: /^https?$/ }).optional(),
    default: "http://localhost:PORT",
    meaning:
      "Address under which clients reach this server; signed addresses and one-time links begin with it. Required when HOST is not a loopback address. https://… turns HSTS on.",
  },
  {
    name: "DATA_DIR",
    schema: z.string().min(1),
    default: "./data",
    meaning: "Folder of the embedded database, the uploaded files and the generated secret.",
  },
  {
    name: "DATABASE_URL",
    schema: z
      .string()
      .regex(
        /^(sqlite:.+|(mysql|mariadb):\/\/.+\/.+)$/,
        "must be sqlite:PATH, mysql://user:password@host:port/database or mariadb://…",
      )
      .optional(),
    default: "sqlite:DATA_DIR/redress.db",
    meaning: "sqlite:PATH, or mysql://user:password@host:port/database for MySQL, mariadb://… for MariaDB.",
    secret: true,
  },
  {
    name: "DATABASE_TLS",
    schema: z.enum(["off", "require", "verify"]).optional(),
    default: "off where the host of DATABASE_URL is this machine's own address, else verify",
    meaning:
      "TLS to MySQL or MariaDB: verify, the server's certificate must be its host's and from DATABASE_CA_FILE or a public authority; require, encrypted, but whoever stands between could pose as the database; off, for a network that nobody else can listen on.",
  },
  {
    name: "DATABASE_CA_FILE",
    schema: z.string().min(1).optional(),
    default: "",
    meaning: "Certificates (PEM) of the authorities that may vouch for the database's own; with DATABASE_TLS=verify.",
  },
  { name: "DATABASE_POOL", schema: wholeNumber(1, 500), default: "16", meaning: "Connections to MySQL or MariaDB." },
  {
    name: "STATEMENT_TIMEOUT_MS",
    schema: wholeNumber(100, 600_000),
    default: "10000",
    meaning: "A single statement is cancelled after this long. MySQL and MariaDB only.",
  },
  {
    name: "REDIS_URL",
    schema: z
      .string()
      .regex(/^rediss?:\/\/.+$/, "must be redis://host:port or rediss://…")
      .optional(),
    default: "",
    meaning:
      "Redis that connects several nodes, so that each is notified at once of what the others commit. Not needed for one node.",
    secret: true,
  },
  {
    name: "SOCKETS",
    schema: wholeNumber(1, 1_000_000),
    default: "20000",
    meaning:
      "Live connections (websockets and event streams) this process accepts; further ones are told to try again.",
  },
  {
    name: "SOCKETS_PER_ADDRESS",
    schema: wholeNumber(1, 1_000_000),
    default: "2000",
    meaning: "Live connections from one address.",
  },
  {
    name: "SOCKETS_PER_PERSON",
    schema: wholeNumber(1, 1_000_000),
    default: "100",
    meaning: "Live connections of one account.",
  },
  {
    name: "PROXY_HOPS",
    schema: wholeNumber(0, 10),
    default: "0",
    meaning:
      "Number of your own proxies in front of this server: a client's address is then the one that the outermost of them wrote into X-Forwarded-For. With 0 the header is ignored.",
  },
  {
    name: "BUDGET_PER_PERSON",
    schema: wholeNumber(1_000, 1_000_000_000),
    default: "600000",
    meaning:
      "Cost points that the operations of one account may use in a minute. A list of 20 cases with everything in them costs about 2000; no operation may cost more than 20000.",
  },
  {
    name: "BUDGET_PER_ADDRESS",
    schema: wholeNumber(1_000, 1_000_000_000),
    default: "600000",
    meaning: "The same for all visitors who are not signed in from one IPv4 address or one IPv6 /64 together.",
  },
  {
    name: "OPERATION_TIMEOUT_MS",
    schema: wholeNumber(10, 600_000),
    default: "10000",
    meaning:
      "An operation that has run for this long starts no further statement and commits nothing: it is refused with OVERLOADED.",
  },
  {
    name: "CONNECTIONS",
    schema: wholeNumber(1, 1_000_000),
    default: "25000",
    meaning: "Connections this process holds open, for whatever purpose; set it above SOCKETS.",
  },
  {
    name: "CONNECTIONS_PER_ADDRESS",
    schema: wholeNumber(1, 1_000_000),
    default: "3000",
    meaning:
      "Connections from one address, for whatever purpose; set it above SOCKETS_PER_ADDRESS. Not counted when PROXY_HOPS is above 0, since they all come from the proxy.",
  },
  {
    name: "HEADERS_TIMEOUT_MS",
    schema: wholeNumber(100, 600_000),
    default: "10000",
    meaning: "A connection that has not sent the complete headers of its request within this time is closed.",
  },
  {
    name: "BODY_TIMEOUT_MS",
    schema: wholeNumber(100, 600_000),
    default: "30000",
    meaning:
      "A request whose body has not arrived within this time is refused; an upload must send at least 8 KiB in each such period.",
  },
  {
    name: "STORAGE_URL",
    schema: z
      .string()
      .regex(/^file:.+$/, "must be file:PATH")
      .optional(),
    default: "file:DATA_DIR/files",
    meaning: "Where evidence is kept: file:PATH.",
  },
  {
    name: "DISK_RESERVE_MB",
    schema: wholeNumber(0, 1_000_000_000),
    default: "512",
    meaning:
      "Megabytes to keep free on the disk with the uploaded files; uploads that would use them are refused (507).",
  },
  {
    name: "CLAMD_URL",
    schema: z
      .string()
      .regex(/^(tcp:\/\/.+:\d+|unix:\/.+)$/, "must be tcp://host:port or unix:/path")
      .optional(),
    default: "",
    meaning:
      "ClamAV's daemon, tcp://host:port or unix:/path: uploads are scanned before anyone can see them, and refused while the daemon is unavailable. Its StreamMaxLength must allow the largest file (20 MiB).",
  },
  {
    name: "TIMESTAMP_URL",
    schema: z
      .url({ protocol: /^https?$/ })
      .refine((url) => new URL(url).username === "", "must not name a user: the service is asked without signing in")
      .optional(),
    default: "",
    meaning:
      "A time stamp service (RFC 3161 over HTTP) that stamps the list of every dossier's files; it is sent nothing but the list's digest. Without it, or while it is unavailable, dossiers are made without a time stamp and say so.",
  },
  {
    name: "SECRET",
    schema: z.string().min(32, "must have at least 32 characters").optional(),
    default: "generated into DATA_DIR/secret",
    meaning:
      "The keys of access tokens, cursors and signed addresses are derived from it. The same on all nodes. Without it one is generated and kept in DATA_DIR/secret.",
    secret: true,
  },
  {
    name: "SECRET_PREVIOUS",
    schema: z.string().min(32, "must have at least 32 characters").optional(),
    default: "",
    meaning:
      "The previous SECRET: what was signed with it is still accepted, but nothing new is signed with it. Remove it a day after the change.",
    secret: true,
  },
  {
    name: "DEMO",
    schema: flag.optional(),
    default: "true only where `npm start` alone made the database",
    meaning:
      "Put demo people, whose password is published, and a demo market into an empty database, and print their sign-ins. When not set, it is on if HOST and PUBLIC_URL are this machine's own address, neither DATABASE_URL nor SECRET is given, and the database is empty or already the demo's. Refused with any other HOST or PUBLIC_URL.",
  },
  {
    name: "DEMO_MARKET",
    schema: z.enum(MARKET_SETTINGS).optional(),
    default: "full where DEMO is not set, none where it is",
    meaning:
      "What a demo puts into an empty database: full, fourteen months of a market; small, a few months of a small one; none, one provider with two orders. It is filled while the server already serves; people can sign in when it is.",
  },
  {
    name: "DEVELOPMENT",
    schema: flag.optional(),
    default: "the same as DEMO, where DEMO need not be set",
    meaning:
      "Development-only mutations (advanceClock: anyone may move the time) and hints in validation errors. Refused with a HOST or PUBLIC_URL that is not this machine's own address.",
  },
  {
    name: "INTROSPECTION",
    schema: flag,
    default: "true",
    meaning: "Answer __schema and __type queries. The schema is no secret: it is published as a file.",
  },
  {
    name: "DOCUMENTS",
    schema: z.enum(DOCUMENT_POLICIES),
    default: "any",
    meaning:
      "Which GraphQL documents are executed: any; registered-for-visitors, from senders who are not signed in only registered ones; registered, only registered ones, so that introspection, the playground and npm run demo do not work. Those of the pages are registered by the build.",
  },
  {
    name: "DOCUMENTS_DIR",
    schema: z.string().min(1).optional(),
    default: "",
    meaning:
      "Folder with further registered documents: each NAME.json in it is a manifest as code generators write it, {SHA-256: text}. The server does not start when one of them is wrong; `npm run redress -- documents check FILE` says so before.",
  },
  {
    name: "WEB_PUSH",
    schema: flag,
    default: "true",
    meaning:
      "Tell browsers whose people want it of their notices, by the push services of the browsers' makers. Only with an https:// PUBLIC_URL, by which those know who sends. The keys follow from SECRET: after a change of it people ask to be told again.",
  },
  { name: "PLAYGROUND", schema: flag, default: "true", meaning: "Serve the playground at /playground/." },
  {
    name: "STAFF_SECOND_FACTOR",
    schema: flag.optional(),
    default: "true, false with DEMO",
    meaning:
      "Staff roles take effect only after an authenticator app or a passkey has been set up; with an external identity provider, only if its token says (amr mfa, or acr phr or phrh) that a second factor was used.",
  },
  {
    name: "JWKS_URL",
    schema: z.url({ protocol: /^https?$/ }).optional(),
    default: "",
    meaning:
      "Key set of an external identity provider whose tokens are also accepted. Must be https, unless it is on this machine.",
  },
  {
    name: "JWT_ISSUER",
    schema: z.string().optional(),
    default: "",
    meaning: "Issuer that external tokens must name; required with JWKS_URL.",
  },
  {
    name: "JWT_AUDIENCE",
    schema: z.string().optional(),
    default: "",
    meaning: "Audience that external tokens must name; required with JWKS_URL.",
  },
  {
    name: "JWT_CLIENTS",
    schema: list,
    default: "",
    meaning:
      "Clients (`azp`) of the external provider, other than JWT_AUDIENCE itself, whose tokens are meant for this platform, separated by commas. Not needed for tokens of type at+jwt.",
  },
  {
    name: "ALLOWED_ORIGINS",
    schema: list,
    default: "",
    meaning:
      "Origins of other web pages that may use the API and the socket, separated by commas. That of PUBLIC_URL always may.",
  },
  {
    name: "ALLOWED_HOSTS",
    schema: list,
    default: "",
    meaning:
      "Further names under which clients and proxies ask for this server, separated by commas. The name in PUBLIC_URL, HOST, the computer's own name, localhost and IP addresses need not be listed.",
  },
  {
    name: "COUNTRY",
    schema: z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, "must be a country, or a region of one: CN, DE, DE-BY"),
    default: "CN",
    meaning:
      "Whose official holidays the working days of clocks leave out: a country by its two letters (ISO 3166), or a region of one. The server refuses to start where it knows none.",
  },
  {
    name: "TIME_ZONE",
    schema: z.string().refine(isTimeZone, "must be a time zone: Asia/Shanghai, Europe/Berlin").optional(),
    default: "the zone of COUNTRY",
    meaning:
      "By whose clocks working days begin and end, summer time included (IANA). Needed where COUNTRY has more than one zone.",
  },
  {
    name: "SWEEP_SECONDS",
    schema: wholeNumber(1, 3_600),
    default: "5",
    meaning: "Interval at which expired clocks and due penalties are looked for.",
  },
  {
    name: "DRAIN_SECONDS",
    schema: wholeNumber(0, 3_600),
    default: "0",
    meaning:
      "After SIGTERM or SIGINT the server says at /health/ready that it is leaving, and answers as before for so long, until what is in front of it has noticed; then it ends what is under way. A second signal ends the wait.",
  },
  {
    name: "LOG_LEVEL",
    schema: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
    default: "info",
    meaning: "How much is logged, as JSON lines on standard error.",
  },
] as const satisfies readonly Setting[];

type Name = (typeof SETTINGS)[number]["name"];

/** Given, or decided by the database: what `npm start` alone has created belongs to the demo. */
export type Switch = boolean | "IF_DEMO";

/** Whose holidays and clocks count in working days. */
export interface Office {
  country: string;
  /** undefined: the one zone of the country. */
  timeZone: string | undefined;
}

export interface Config {
  port: number;
  host: string;
  metrics: { port: number; host: string } | null;
  publicUrl: string | undefined;
  database: DatabaseSettings;
  redisUrl: string | undefined;
  limits: { sockets: number; socketsPerAddress: number; socketsPerPerson: number };
  budget: { perPerson: number; perAddress: number };
  operationTimeout: number;
  http: { connections: number; connectionsPerAddress: number; headersTimeout: number; bodyTimeout: number };
  proxyHops: number;
  filesDir: string;
  /** Bytes. */
  diskReserve: number;
  clamdUrl: string | undefined;
  timestampUrl: string | undefined;
  /** As whom push services know this server; null: it sends them nothing. */
  pushSubject: string | null;
  secret: string;
  secretPrevious: string | undefined;
  demo: Switch;
  demoMarket: MarketSetting;
  development: Switch;
  introspection: boolean;
  documents: { policy: DocumentPolicy; folder: string | undefined };
  playground: boolean;
  /** undefined: unless it is a demo. */
  staffSecondFactor: boolean | undefined;
  outside: { jwksUrl: string; issuer: string; audience: string; clients: readonly string[] } | undefined;
  allowedOrigins: string[];
  allowedHosts: string[];
  office: Office;
  sweepSeconds: number;
  drainSeconds: number;
  logLevel: string;
}

/** All problems with the settings at once, each naming its variable. */
export class ConfigError extends Error {
  constructor(readonly problems: string[]) {
    super(
      `The settings are wrong:\n${problems.map((problem) => `  ${problem}`).join("\n")}\nnpm run config prints every setting and what it means.`,
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
  problems.push(...unsafe(values));
  const dataDir = resolve(values.DATA_DIR as string);
  const database = {
    url: (values.DATABASE_URL as string | undefined) ?? `sqlite:${join(dataDir, "redress.db")}`,
    poolSize: values.DATABASE_POOL as number,
    statementTimeout: values.STATEMENT_TIMEOUT_MS as number,
    ...databaseTls(values, problems),
  };
  if (problems.length > 0) throw new ConfigError(problems);

  return {
    port: values.PORT as number,
    host: values.HOST as string,
    metrics:
      values.METRICS_PORT === undefined
        ? null
        : { port: values.METRICS_PORT as number, host: values.METRICS_HOST as string },
    publicUrl: (values.PUBLIC_URL as string | undefined)?.replace(/\/$/, ""),
    database,
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
    filesDir: resolve((values.STORAGE_URL as string | undefined)?.slice("file:".length) ?? join(dataDir, "files")),
    diskReserve: (values.DISK_RESERVE_MB as number) * 1024 * 1024,
    clamdUrl: values.CLAMD_URL as string | undefined,
    timestampUrl: values.TIMESTAMP_URL as string | undefined,
    pushSubject: pushSubject(values),
    secret: (values.SECRET as string | undefined) ?? keptSecret(dataDir),
    secretPrevious: values.SECRET_PREVIOUS as string | undefined,
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
    // A proxy may ask under another name than people do.
    allowedOrigins: [
      ...(values.ALLOWED_ORIGINS as string[]),
      ...(values.PUBLIC_URL === undefined ? [] : [new URL(values.PUBLIC_URL as string).origin]),
    ],
    allowedHosts: values.ALLOWED_HOSTS as string[],
    office: { country: values.COUNTRY as string, timeZone: values.TIME_ZONE as string | undefined },
    sweepSeconds: values.SWEEP_SECONDS as number,
    drainSeconds: values.DRAIN_SECONDS as number,
    logLevel: values.LOG_LEVEL as string,
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

/** Fails closed: where the way to the database is not this machine's own, it is encrypted and the other end known, or somebody has said no. */
function databaseTls(values: Values, problems: string[]): Pick<DatabaseSettings, "tls"> {
  const url = values.DATABASE_URL as string | undefined;
  const file = values.DATABASE_CA_FILE as string | undefined;
  const isServer = url !== undefined && !url.startsWith("sqlite:") && URL.canParse(url);
  const mode = values.DATABASE_TLS ?? (isServer && !isLoopbackUrl(url) ? "verify" : "off");
  if (file !== undefined && mode !== "verify") problems.push("DATABASE_CA_FILE: only with DATABASE_TLS=verify");
  if (!isServer || mode === "off") return {};
  if (mode === "verify" && ipaddr.isValid(new URL(url).hostname.replace(/^\[|\]$/g, "")))
    problems.push(
      "DATABASE_TLS=verify: a certificate is verified for a name, and DATABASE_URL has an IP address. Use the database's name; or require, or off, where you know what is between",
    );
  if (mode === "require") return { tls: { rejectUnauthorized: false } };
  const ca = file === undefined ? undefined : textOf(file, "DATABASE_CA_FILE", problems);
  return { tls: { rejectUnauthorized: true, verifyIdentity: true, ...(ca ? { ca } : {}) } };
}

/** Can be reached only by programs on this machine. */
function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, "").toLowerCase();
  return name === "localhost" || (ipaddr.isValid(name) && ipaddr.process(name).range() === "loopback");
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

function pushSubject({ WEB_PUSH: isOn, PUBLIC_URL: url }: Values): string | null {
  return isOn && typeof url === "string" && url.startsWith("https:") ? url : null;
}

/** Generated once, so that people stay signed in and cursors stay valid when the server restarts. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, "secret");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  mkdirSync(dataDir, { recursive: true });
  const secret = randomBytes(32).toString("hex");
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
