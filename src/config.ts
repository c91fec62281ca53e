import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ipaddr from "ipaddr.js";
import { z } from "zod";

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
}

/** Every setting of the environment, its default and meaning: what `npm run config` prints. */
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
    meaning: "Address to listen on. Only this machine reaches the default; 0.0.0.0 is every address of it.",
  },
  {
    name: "PUBLIC_URL",
    schema: z.url({ protocol: /^https?$/ }).optional(),
    default: "http://localhost:PORT",
    meaning:
      "Address under which clients reach this server; signed addresses and one-time links begin with it. Needed when HOST is not this machine's own address. https://… brings HSTS.",
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
    meaning: "Redis between several nodes, so that each hears at once what the others commit. Not needed for one node.",
  },
  {
    name: "SOCKETS",
    schema: wholeNumber(1, 1_000_000),
    default: "20000",
    meaning: "Live connections (websockets and event streams) this process takes; those over it are told to try again.",
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
      "How many proxies of yours stand before this server: a client's address is then the one that the outermost of them wrote into X-Forwarded-For. 0 believes no such header.",
  },
  {
    name: "BUDGET_PER_PERSON",
    schema: wholeNumber(1_000, 1_000_000_000),
    default: "600000",
    meaning:
      "Points of cost that the operations of one account may come to in a minute. A list of 20 cases with all that belongs to them costs some 2000; no operation may cost more than 20000.",
  },
  {
    name: "BUDGET_PER_ADDRESS",
    schema: wholeNumber(1_000, 1_000_000_000),
    default: "600000",
    meaning: "The same for those who are not signed in, together, of one IPv4 address or one /64 of IPv6.",
  },
  {
    name: "OPERATION_TIMEOUT_MS",
    schema: wholeNumber(10, 600_000),
    default: "10000",
    meaning:
      "An operation that has worked for so long begins no further statement and commits nothing: it is refused OVERLOADED.",
  },
  {
    name: "CONNECTIONS",
    schema: wholeNumber(1, 1_000_000),
    default: "25000",
    meaning: "Connections this process holds open, whatever they are for; above SOCKETS.",
  },
  {
    name: "CONNECTIONS_PER_ADDRESS",
    schema: wholeNumber(1, 1_000_000),
    default: "3000",
    meaning:
      "Connections from one address, whatever they are for; above SOCKETS_PER_ADDRESS. Not counted when PROXY_HOPS is above 0: they all come from the proxy.",
  },
  {
    name: "HEADERS_TIMEOUT_MS",
    schema: wholeNumber(100, 600_000),
    default: "10000",
    meaning: "A connection whose request has not been heard to the end of its headers by then is closed.",
  },
  {
    name: "BODY_TIMEOUT_MS",
    schema: wholeNumber(100, 600_000),
    default: "30000",
    meaning:
      "A request whose body has not come by then is refused; of an upload at least 8 KiB must come in each such period.",
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
      "Megabytes of the disk with the uploaded files that stay free; uploads that would take them are refused (507).",
  },
  {
    name: "CLAMD_URL",
    schema: z
      .string()
      .regex(/^(tcp:\/\/.+:\d+|unix:\/.+)$/, "must be tcp://host:port or unix:/path")
      .optional(),
    default: "",
    meaning:
      "ClamAV's daemon, tcp://host:port or unix:/path: what is uploaded is scanned before anybody sees it, and refused while the daemon is away. Its StreamMaxLength must take the largest file (20 MiB).",
  },
  {
    name: "SECRET",
    schema: z.string().min(32, "must have at least 32 characters").optional(),
    default: "generated into DATA_DIR/secret",
    meaning:
      "What the keys of access tokens, cursors and signed addresses are derived from. The same on all nodes. Without it one is made and kept in DATA_DIR/secret.",
  },
  {
    name: "SECRET_PREVIOUS",
    schema: z.string().min(32, "must have at least 32 characters").optional(),
    default: "",
    meaning:
      "The SECRET before this one: what was signed with it is still believed, nothing new is. Take it out a day after the change.",
  },
  {
    name: "DEMO",
    schema: flag.optional(),
    default: "true only where `npm start` alone made the database",
    meaning:
      "Put demo people, whose password is published, and a demo market into an empty database, and print their sign-ins. Left out, it is on when HOST and PUBLIC_URL are this machine's own address, neither DATABASE_URL nor SECRET is given, and the database is empty or the demo's already. Refused with any other HOST or PUBLIC_URL.",
  },
  {
    name: "DEVELOPMENT",
    schema: flag.optional(),
    default: "as DEMO has turned out, where that may be left out",
    meaning:
      "Development-only mutations (advanceClock: everybody may move the time) and hints in validation errors. Refused with a HOST or PUBLIC_URL that is not this machine's own address.",
  },
  {
    name: "INTROSPECTION",
    schema: flag,
    default: "true",
    meaning: "Tell the schema to whoever asks with __schema and __type. It is no secret: it is published as a file.",
  },
  { name: "PLAYGROUND", schema: flag, default: "true", meaning: "Serve the playground at /playground/." },
  {
    name: "STAFF_SECOND_FACTOR",
    schema: flag.optional(),
    default: "true, false with DEMO",
    meaning:
      "Roles of staff are in force only once they have set up an authenticator app or a passkey; with an outside identity provider, only with its word (amr mfa, or acr phr or phrh) that it asked for a second factor.",
  },
  {
    name: "JWKS_URL",
    schema: z.url({ protocol: /^https?$/ }).optional(),
    default: "",
    meaning: "Key set of an outside identity provider whose tokens are accepted too. https, unless on this machine.",
  },
  {
    name: "JWT_ISSUER",
    schema: z.string().optional(),
    default: "",
    meaning: "Issuer that the outside tokens must name; needed with JWKS_URL.",
  },
  {
    name: "JWT_AUDIENCE",
    schema: z.string().optional(),
    default: "",
    meaning: "Audience that the outside tokens must name; needed with JWKS_URL.",
  },
  {
    name: "JWT_CLIENTS",
    schema: list,
    default: "",
    meaning:
      "Clients (`azp`) of the outside provider whose tokens are meant for this platform, separated by commas, besides JWT_AUDIENCE itself. Not needed for tokens of type at+jwt.",
  },
  {
    name: "ALLOWED_ORIGINS",
    schema: list,
    default: "",
    meaning: "Origins of other web pages that may use the API and the socket, separated by commas.",
  },
  {
    name: "ALLOWED_HOSTS",
    schema: list,
    default: "",
    meaning:
      "Further names under which clients and proxies ask for this server, separated by commas. The name in PUBLIC_URL, HOST, the computer's own name, localhost and addresses in numbers need not be told.",
  },
  {
    name: "SWEEP_SECONDS",
    schema: wholeNumber(1, 3_600),
    default: "5",
    meaning: "How often due moves and penalties are looked for.",
  },
  {
    name: "LOG_LEVEL",
    schema: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
    default: "info",
    meaning: "How much is logged, as JSON lines on standard error.",
  },
] as const satisfies readonly Setting[];

type Name = (typeof SETTINGS)[number]["name"];

/** Given, or for the database to say: what `npm start` alone has made is the demo's. */
export type Switch = boolean | "IF_DEMO";

export interface Config {
  port: number;
  host: string;
  publicUrl: string | undefined;
  databaseUrl: string;
  databasePool: number;
  statementTimeout: number;
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
  secret: string;
  secretPrevious: string | undefined;
  demo: Switch;
  development: Switch;
  introspection: boolean;
  playground: boolean;
  /** undefined: unless it is a demo. */
  staffSecondFactor: boolean | undefined;
  outside: { jwksUrl: string; issuer: string; audience: string; clients: readonly string[] } | undefined;
  allowedOrigins: string[];
  allowedHosts: string[];
  sweepSeconds: number;
  logLevel: string;
}

/** All that is wrong with the settings, together, each naming its variable. */
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
    SETTINGS.map(({ name, schema, default: fallback }) => {
      const given = env[name];
      const optional = schema instanceof z.ZodOptional;
      const parsed = schema.safeParse(given !== undefined && given !== "" ? given : optional ? undefined : fallback);
      if (!parsed.success)
        problems.push(
          `${name}=${name.startsWith("SECRET") ? "…" : (given ?? "")}: ${parsed.error.issues.map(({ message }) => message).join("; ")}`,
        );
      return [name, parsed.data];
    }),
  ) as Values;
  const outside = [values.JWKS_URL, values.JWT_ISSUER, values.JWT_AUDIENCE];
  if (outside.some(Boolean) && !outside.every(Boolean))
    problems.push("JWKS_URL, JWT_ISSUER, JWT_AUDIENCE: set all three or none");
  problems.push(...unsafe(values));
  if (problems.length > 0) throw new ConfigError(problems);

  const dataDir = resolve(values.DATA_DIR as string);
  return {
    port: values.PORT as number,
    host: values.HOST as string,
    publicUrl: (values.PUBLIC_URL as string | undefined)?.replace(/\/$/, ""),
    databaseUrl: (values.DATABASE_URL as string | undefined) ?? `sqlite:${join(dataDir, "redress.db")}`,
    databasePool: values.DATABASE_POOL as number,
    statementTimeout: values.STATEMENT_TIMEOUT_MS as number,
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
    secret: (values.SECRET as string | undefined) ?? keptSecret(dataDir),
    secretPrevious: values.SECRET_PREVIOUS as string | undefined,
    ...switches(values),
    introspection: values.INTROSPECTION as boolean,
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
    allowedOrigins: values.ALLOWED_ORIGINS as string[],
    allowedHosts: values.ALLOWED_HOSTS as string[],
    sweepSeconds: values.SWEEP_SECONDS as number,
    logLevel: values.LOG_LEVEL as string,
  };
}

type Values = Record<Name, unknown>;

/** Reached by nobody but programs of this machine. */
function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, "").toLowerCase();
  return name === "localhost" || (ipaddr.isValid(name) && ipaddr.process(name).range() === "loopback");
}

const isLoopbackUrl = (url: unknown): boolean => typeof url === "string" && isLoopback(new URL(url).hostname);

/** The settings that say who can reach this server, and that it is more than this machine. */
function openedBy({ HOST, PUBLIC_URL }: Values): string[] {
  return [
    ...(typeof HOST === "string" && !isLoopback(HOST) ? [`HOST=${HOST}`] : []),
    ...(typeof PUBLIC_URL === "string" && !isLoopbackUrl(PUBLIC_URL) ? [`PUBLIC_URL=${PUBLIC_URL}`] : []),
  ];
}

/** What would run, and be open to strangers. No setting overrides it. */
function unsafe(values: Values): string[] {
  const opened = openedBy(values);
  const others = opened.join(" and ");
  const problems: string[] = [];
  if (values.DEMO === true && opened.length > 0)
    problems.push(`DEMO=true: ${others} lets others in, and the demo's people have a password that everybody can read`);
  if (values.DEVELOPMENT === true && opened.length > 0)
    problems.push(`DEVELOPMENT=true: ${others} lets others in, and then everybody could move the clock`);
  if (values.PUBLIC_URL === undefined && opened.length > 0)
    problems.push(`PUBLIC_URL: needed with ${others}; without it clients are sent to http://localhost`);
  if (
    typeof values.PUBLIC_URL === "string" &&
    values.PUBLIC_URL.startsWith("http:") &&
    !isLoopbackUrl(values.PUBLIC_URL)
  )
    problems.push("PUBLIC_URL: must be https, else passwords and sessions cross the network for everybody to read");
  if (typeof values.JWKS_URL === "string" && values.JWKS_URL.startsWith("http:") && !isLoopbackUrl(values.JWKS_URL))
    problems.push("JWKS_URL: must be https, else whoever stands between could sign in as anybody");
  return problems;
}

function switches(values: Values): Pick<Config, "demo" | "development"> {
  const own = openedBy(values).length === 0 && values.DATABASE_URL === undefined && values.SECRET === undefined;
  const left: Switch = own ? "IF_DEMO" : false;
  return {
    demo: (values.DEMO as boolean | undefined) ?? left,
    development: (values.DEVELOPMENT as boolean | undefined) ?? left,
  };
}

/** Made once, so that people stay signed in and cursors stay good when the server starts again. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, "secret");
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  mkdirSync(dataDir, { recursive: true });
  const secret = randomBytes(32).toString("hex");
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
