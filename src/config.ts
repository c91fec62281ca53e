import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { parseEventsUrl, type NatsSettings } from "./app/events-out/events-url.pure";
import { GRANTED_ROLES } from "./accounts/directory/granted-roles.table";
import type { IdentityProviderSettings } from "./accounts/directory/identity-provider";
import { MARKET_SETTINGS, type MarketSetting } from "./app/demo/market/market-size.table";
import type { SandboxSettings } from "./app/sandboxes/sandbox-host";
import type { DatabaseSettings } from "./platform/database/engine";
import type { BudgetPoints } from "./platform/graphql/budget";
import type { Limits } from "./platform/graphql/limits";
import { DOCUMENT_POLICIES, type DocumentPolicy } from "./platform/graphql/registered-documents";
import { nameIn } from "./platform/http/hosts";
import { isLoopback } from "./platform/loopback.pure";
import type { GatewayConfig } from "./platform/gateway";
import { addressIn, type MailSettings } from "./platform/mailer";
import { makeFolderNow } from "./platform/make-folder";
import { sentinelsIn } from "./platform/redis-link";
import { isTimeZone } from "./platform/messages/moment-text";
import type { MailHooks } from "./platform/mail-hooks";
import type { LogSettings } from "./platform/telemetry/open-log";
import { parseStorageUrl, type BucketCredentials, type StorageSettings } from "./platform/storage/storage-url.pure";

/** In characters. */
const LEAST_SECRET = 32;

const flag = z.enum(["true", "false"]).transform((value) => value === "true");
/** In digits: an empty text, or another way to write a number, is a slip. */
const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^-?\d+$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(least).max(most));
const list = z.string().transform((text) =>
  text
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean),
);

const HTTP_ADDRESS = /^https?:\/\//;
/** As browsers send it, so that it can be compared; of apps such as capacitor://localhost, too. */
const isOrigin = (text: string): boolean =>
  /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@]+$/.test(text) &&
  (!HTTP_ADDRESS.test(text) || (URL.canParse(text) && new URL(text).origin === text));

/** All of them, or which is not one. */
const listOf = (isOne: (item: string) => boolean, what: string) =>
  list.superRefine((items, context) => {
    for (const item of items)
      if (!isOne(item)) context.addIssue({ code: "custom", message: `must be ${what}; not “${item}”` });
  });

const WEBHOOK_SECRET = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]+={0,2}$/, "must be whsec_ and base64")
  .refine((secret) => {
    const { length } = Buffer.from(secret.slice("whsec_".length), "base64");
    return length >= 24 && length <= 64;
  }, "must have 24 to 64 bytes");

const urlWithoutUser = (why: string) =>
  z
    .url({ protocol: /^https?$/ })
    .refine((url) => !URL.canParse(url) || new URL(url).username === "", `must not name a user: ${why}`);

/** Of a program of the operator's. */
const GATEWAY_URL = urlWithoutUser("requests are signed");

/**
 * Of a database server: only what the driver reads as it is read here, where it is decided whether the way is encrypted. What else its `?` asked
 * for would be overlooked in silence.
 */
const SERVER_ADDRESS = [
  (url: string): boolean => {
    if (!/^(mysql|mariadb):/.test(url)) return true;
    if (!URL.canParse(url) || url.includes("#")) return false;
    if (!url.includes("?")) return true;
    const { hostname, searchParams } = new URL(url);
    const [[name, path] = [], ...others] = searchParams;
    return name === "socketPath" && path?.startsWith("/") === true && others.length === 0 && hostname === "localhost";
  },
  "must be an address, with / ? # @ % in a password as %2F %3F %23 %40 %25, that only ?socketPath=/path/of/the/socket follows, on localhost",
] as const;

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
    name: "ROLES",
    schema: z.string().transform(rolesOf),
    default: "web,live,worker",
    meaning:
      "What this process does, separated by commas: web, requests over HTTP; live, websockets and event streams; worker, what happens in the background: projections, sweeps and jobs, of which several processes share the work. Each serves /health and the metrics. With SQLite one process does everything.",
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
    name: "BACKUPS_DIR",
    schema: z.string().min(1).optional(),
    default: "none",
    meaning:
      "Folder in which each folder is a backup that `redress backup` has made. The server writes nothing there: its metrics and `redress doctor` say how old the newest whole one is. When not set, neither does.",
  },
  {
    name: "DATABASE_URL",
    schema: z
      .string()
      .regex(
        /^(sqlite:.+|(mysql|mariadb):\/\/.+\/.+)$/,
        "must be sqlite:PATH, mysql://user:password@host:port/database or mariadb://…",
      )
      .refine(...SERVER_ADDRESS)
      .optional(),
    default: "sqlite:DATA_DIR/redress.db",
    meaning:
      "sqlite:PATH, or mysql://user:password@host:port/database for MySQL, mariadb://… for MariaDB; for a server on this machine also mariadb://user:password@localhost/database?socketPath=/run/mysqld/mysqld.sock.",
    secret: true,
  },
  {
    name: "DATABASE_READ_URL",
    schema: z
      .string()
      .regex(/^(mysql|mariadb):\/\/.+\/.+$/, "must be mysql://user:password@host:port/database or mariadb://…")
      .refine(...SERVER_ADDRESS)
      .optional(),
    default: "",
    meaning:
      "A replica of the database in DATABASE_URL (MariaDB, by GTID, or the other servers of a Galera cluster). What changes nothing is read there once it has all that was committed when the operation began; while it is late or away, from the primary. Its user needs SELECT only.",
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
  {
    name: "SANDBOXES",
    schema: wholeNumber(0, 10_000).optional(),
    default: "20 with SQLite, else 0",
    meaning:
      "How many sandboxes there may be on this platform (docs/sandbox.md): markets to try things out in, each with up to 128 MiB of database and files; 0: none. The same on all nodes.",
  },
  {
    name: "SANDBOXES_OPEN",
    schema: wholeNumber(0, 1_000).optional(),
    default: "4 with SQLite, else 0",
    meaning:
      "How many of them this process has open at once, in DATA_DIR/sandboxes. In a cluster one process has them: above 0 there alone, and /sandbox/ is sent to it.",
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
      .refine(
        (url) => /^rediss?:\/\/.+$/.test(url) || sentinelsIn(url) !== null,
        "must be redis://host:port, rediss://…, redis+sentinel://host:port,host:port/NAME or rediss+sentinel://…",
      )
      .optional(),
    default: "",
    meaning:
      "Redis that connects several nodes, so that each is notified at once of what the others commit. Not needed for one node. redis+sentinel://user:password@host:port,host:port/NAME: whichever is the master of that name; the password is the Redis servers', and sentinels are asked without one. With rediss all of it is encrypted and the certificates verified (NODE_EXTRA_CA_CERTS: by an authority of one's own).",
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
      "A request whose body has not arrived within this time is refused; an upload must send at least 8 KiB in each such period, in which no time counts while the storage keeps it waiting.",
  },
  {
    name: "STORAGE_URL",
    schema: z.string().transform(parsedBy(parseStorageUrl)).optional(),
    default: "file:DATA_DIR/files",
    meaning:
      "Where uploaded files are kept: file:PATH, a folder that all servers share; or s3://BUCKET/PREFIX?endpoint=https://…&region=…, a bucket of Amazon S3 (without an endpoint, with a region) or of another service that speaks its protocol and knows conditional writes (`redress doctor` tries). Where the service has the bucket's name before its host, add path-style=false.",
  },
  {
    name: "STORAGE_ACCESS_KEY_ID",
    schema: z.string().min(1).optional(),
    default: "",
    meaning:
      "With STORAGE_SECRET_ACCESS_KEY, who this server is to the bucket's service. Without the two it looks where Amazon's tools do: AWS_ACCESS_KEY_ID, a role of the machine or the container.",
    secret: true,
  },
  {
    name: "STORAGE_SECRET_ACCESS_KEY",
    schema: z.string().min(1).optional(),
    default: "",
    meaning: "The secret of STORAGE_ACCESS_KEY_ID.",
    secret: true,
  },
  {
    name: "DISK_RESERVE_MB",
    schema: wholeNumber(0, 1_000_000_000),
    default: "512",
    meaning:
      "Megabytes to keep free on the disk with the uploaded files; uploads that would use them are refused (507). Not with a bucket.",
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
    schema: urlWithoutUser("the service is asked without signing in").optional(),
    default: "",
    meaning:
      "A time stamp service (RFC 3161 over HTTP) that stamps the list of every dossier's files; it is sent nothing but the list's digest. Without it, or while it is unavailable, dossiers are made without a time stamp and say so.",
  },
  {
    name: "ORDER_LOOKUP_URL",
    schema: GATEWAY_URL.optional(),
    default: "",
    meaning:
      "Where the marketplace is asked for an order that a consumer names and that has not come in: a signed POST of its number and of the consumer's subject, answered with records or with 404 (docs/marketplace.md). Must be https, unless it is on this machine. When not set, only orders that came in are known.",
  },
  {
    name: "ORDER_LOOKUP_SECRET",
    schema: WEBHOOK_SECRET.optional(),
    default: "",
    meaning:
      "Signs those requests, as Standard Webhooks describe: whsec_ and 24 to 64 random bytes in base64; required with ORDER_LOOKUP_URL.",
    secret: true,
  },
  {
    name: "ORDER_LOOKUP_SOURCE",
    schema: z.string().min(1).max(40).optional(),
    default: "",
    meaning:
      "The source whose records it answers with, by its name (`createMarketplaceSource`); required with ORDER_LOOKUP_URL.",
  },
  {
    name: "PAYMENTS_URL",
    schema: GATEWAY_URL.optional(),
    default: "",
    meaning:
      "Where the platform's payment side takes instructions: refunds, payouts, contract charges, the deposit, and holding payouts. Signed as Standard Webhooks describe, sent until they are accepted; it answers at /payments/callback. Must be https, unless it is on this machine. When not set, people pay, and finance confirms what it sees.",
  },
  {
    name: "PAYMENTS_SECRET",
    schema: WEBHOOK_SECRET.optional(),
    default: "",
    meaning:
      "Signs instructions and the payment side's answers: whsec_ and 24 to 64 random bytes in base64; required with PAYMENTS_URL.",
    secret: true,
  },
  {
    name: "PAYMENTS_SECRET_PREVIOUS",
    schema: WEBHOOK_SECRET.optional(),
    default: "",
    meaning:
      "The previous PAYMENTS_SECRET: instructions are signed with both, and answers signed with either are accepted. Remove it when both sides have the new one.",
    secret: true,
  },
  {
    name: "EVENTS_URL",
    schema: z.string().transform(parsedBy(parseEventsUrl)).optional(),
    default: "",
    meaning:
      "Where every event of the log is sent, without anybody's words (docs/events-out.md): a stream of NATS JetStream, nats://user:password@host:4222/STREAM, of several servers host:4222,host:4222, with a token instead of user and password; tls://… refuses servers without TLS (NODE_EXTRA_CA_CERTS: by an authority of one's own). The stream is made if it is not there. When not set, events stay in the log.",
    secret: true,
  },
  {
    name: "EVENTS_CREDENTIALS",
    schema: z
      .string()
      .regex(/BEGIN NATS USER JWT[^]*BEGIN USER NKEY SEED/, "must be a credentials file's content, as nsc makes it")
      .optional(),
    default: "",
    meaning: "Who this server is to NATS, instead of a name in EVENTS_URL: the content of a credentials file.",
    secret: true,
  },
  {
    name: "WAREHOUSE_URL",
    schema: z.string().transform(parsedBy(parseStorageUrl)).optional(),
    default: "",
    meaning:
      "Where files for analysts are written once a day (docs/events-out.md): file:PATH or s3://BUCKET/PREFIX?region=…, as in STORAGE_URL and with its credentials. When not set, none are.",
  },
  {
    name: "SECRET",
    schema: z.string().min(LEAST_SECRET, `must have at least ${LEAST_SECRET} characters`).optional(),
    default: "generated into DATA_DIR/secret",
    meaning:
      "The keys of access tokens, cursors and signed addresses are derived from it. The same on all nodes. Without it one is generated and kept in DATA_DIR/secret.",
    secret: true,
  },
  {
    name: "SECRET_PREVIOUS",
    schema: z.string().min(LEAST_SECRET, `must have at least ${LEAST_SECRET} characters`).optional(),
    default: "",
    meaning:
      "The previous SECRET: what was signed with it is still accepted, but nothing new is signed with it. Remove it a day after the change; where mail is sent, to MAIL_SECRETS_PREVIOUS.",
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
  {
    name: "SMTP_URL",
    schema: z
      .string()
      .refine(isSmtpUrl, "must be smtp://user:password@host:587 or smtps://user:password@host:465")
      .optional(),
    default: "",
    meaning:
      "The relay that takes the mails to people: smtp://user:password@host:587, which has to offer STARTTLS unless it is on this machine, or smtps://…:465. Without it no mail is sent, and nobody can enter an e-mail address.",
    secret: true,
  },
  {
    name: "MAIL_FROM",
    schema: z.string().refine(isMailFrom, "must be an address, or Name <address>").optional(),
    default: "",
    meaning:
      "As whom mails are sent, Name <address>; with SMTP_URL. Its domain's SPF record names the relay, and the relay signs with DKIM.",
  },
  {
    name: "MAIL_ANSWER_DOMAIN",
    schema: z
      .string()
      .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/, "must be a domain, in lower case")
      .optional(),
    default: "",
    meaning:
      "A domain all of whose mail is posted to /mail/inbound: people can then answer a mail, and their answer is added to the case. With MAIL_HOOK_SECRET. Without it mails say that nobody reads answers.",
  },
  {
    name: "MAIL_AUTHSERV_ID",
    schema: z
      .string()
      .regex(/^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$/, "must be a name, such as mx.example.com")
      .optional(),
    default: "",
    meaning:
      "By which name the relay of MAIL_ANSWER_DOMAIN writes its Authentication-Results (RFC 8601), above those that came with the mail: an answer then counts only where the first of them is that name's and says that the sender's domain is proven (DMARC; where that domain has none, DKIM or SPF of the same domain). Without it whoever learns where a mail is to be answered can answer as its recipient, because From is believed as it is written.",
  },
  {
    name: "MAIL_HOOK_SECRET",
    schema: z.string().min(LEAST_SECRET, `must have at least ${LEAST_SECRET} characters`).optional(),
    default: "",
    meaning:
      "Signs what the relay posts to /mail/inbound and /mail/bounces (Standard Webhooks). Without it both are closed.",
    secret: true,
  },
  {
    name: "MAIL_SECRETS_PREVIOUS",
    schema: list.refine((secrets) => secrets.every(({ length }) => length >= LEAST_SECRET), {
      error: `must each have at least ${LEAST_SECRET} characters`,
    }),
    default: "",
    meaning:
      "Earlier values of SECRET, separated by commas: answers to mails that were sent under them, reports that these came back, and their links that end a subscription are still accepted, and nothing else. What was SECRET_PREVIOUS goes here when it goes there.",
    secret: true,
  },
  {
    name: "SMS_URL",
    schema: GATEWAY_URL.optional(),
    default: "",
    meaning:
      "The program that hands text messages to whoever carries them: a signed POST for each (docs/messages.md). Must be https, unless it is on this machine. Without it nobody can enter a telephone number.",
  },
  {
    name: "SMS_SECRET",
    schema: WEBHOOK_SECRET.optional(),
    default: "",
    meaning:
      "Signs those requests, as Standard Webhooks describe: whsec_ and 24 to 64 random bytes in base64; required with SMS_URL. While it is changed, the program accepts both.",
    secret: true,
  },
  {
    name: "SMS_COUNTRIES",
    schema: list,
    default: "",
    meaning:
      "Countries whose numbers may be entered, by their two letters, separated by commas: what is sent elsewhere costs the most, and is what fraud with codes lives on. When not set, all.",
  },
  {
    name: "APP_PUSH_URL",
    schema: GATEWAY_URL.optional(),
    default: "",
    meaning:
      "The program that hands messages to the push services of apps' makers, in the same way (docs/messages.md). Must be https, unless it is on this machine. Without it no app can be registered.",
  },
  {
    name: "APP_PUSH_SECRET",
    schema: WEBHOOK_SECRET.optional(),
    default: "",
    meaning: "Signs those requests, as SMS_SECRET does; required with APP_PUSH_URL.",
    secret: true,
  },
  {
    name: "WEBHOOK_LOOPBACK",
    schema: flag,
    default: "false",
    meaning:
      "Webhooks may also go to this machine itself, http://localhost:… too, to try them out. Only with DEMO=true or DEVELOPMENT=true.",
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
    name: "OIDC_ISSUER",
    schema: z.url({ protocol: /^https?$/ }).optional(),
    default: "",
    meaning:
      "The platform's OpenID Connect provider, as it names itself: people of the platform sign in there (docs/sign-in.md). It is asked for the rest at its /.well-known/openid-configuration when somebody first signs in. Must be https, unless it is on this machine; with JWKS_URL the same as JWT_ISSUER.",
  },
  {
    name: "OIDC_CLIENT_ID",
    schema: z.string().min(1).max(255).optional(),
    default: "",
    meaning:
      "As which client it knows this platform; required with OIDC_ISSUER. Its redirect address is PUBLIC_URL/sign-in/oidc/callback, after signing out PUBLIC_URL/, and its back-channel logout PUBLIC_URL/sign-in/oidc/back-channel-logout.",
  },
  {
    name: "OIDC_CLIENT_SECRET",
    schema: z.string().min(1).optional(),
    default: "",
    meaning: "The secret of OIDC_CLIENT_ID; without it, it is a public client, which PKCE alone protects.",
    secret: true,
  },
  {
    name: "OIDC_NAME",
    schema: z.string().min(1).max(60).optional(),
    default: "the host of OIDC_ISSUER",
    meaning: "What people call the provider: it stands on the button of the sign-in page.",
  },
  {
    name: "OIDC_SCOPES",
    schema: z.string().regex(/^openid( [\x21\x23-\x5b\x5d-\x7e]+)*$/, "must be openid, and others after a space each"),
    default: "openid profile",
    meaning: "The scopes to ask for; where the provider has one for OIDC_ROLE_CLAIM, that too.",
  },
  {
    name: "OIDC_ROLES",
    schema: z.string().transform(meaningsOf).optional(),
    default: "",
    meaning:
      "Which roles of this platform the provider's words stand for, as WORD=ROLE, separated by commas: redress-moderators=MODERATOR,redress-leads=LEAD_MODERATOR. Whoever may change them there gives and takes these roles without a second person here.",
  },
  {
    name: "OIDC_ROLE_CLAIM",
    schema: z.string().min(1).optional(),
    default: "",
    meaning:
      "The claim of the ID token, or of the provider's answer about the person, that has those words: groups. At each sign-in roles are given and taken as it says. Without it only SCIM gives them.",
  },
  {
    name: "OIDC_SCIM_ROLES",
    schema: flag,
    default: "false",
    meaning:
      "SCIM may give all of OIDC_ROLES: whoever has a key with PEOPLE_WRITE, which one administrator makes, then makes moderators and administrators. Otherwise it takes them, and gives those that one person may give here (TRAINER).",
  },
  {
    name: "ALLOWED_ORIGINS",
    schema: listOf(isOrigin, "origins as browsers send them, such as https://shop.example, without a slash at the end"),
    default: "",
    meaning:
      "Origins of other web pages that may use the API and the socket, separated by commas. That of PUBLIC_URL always may.",
  },
  {
    name: "ALLOWED_HOSTS",
    schema: listOf((item) => nameIn(item) !== null, "names, such as shop.example"),
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
    meaning: "How much is logged, on standard error.",
  },
  {
    name: "LOG_FORMAT",
    schema: z.enum(["json", "pretty"]),
    default: "json",
    meaning: "json: one object on each line, for programs; pretty: for people.",
  },
  {
    name: "LOG_OPERATIONS",
    schema: wholeNumber(0, 100_000),
    default: "50",
    meaning:
      "Each GraphQL operation has a line at the level info: its name, outcome, time, statements, account and request id. At most so many in a second; the next line says how many were left out. Slow ones, and those that failed by a fault of ours, have one in any case, as a warning.",
  },
  {
    name: "LOG_SLOW_MS",
    schema: wholeNumber(1, 600_000),
    default: "1000",
    meaning: "From how many milliseconds on an operation is slow.",
  },
  {
    name: "AUDIT_LOG",
    schema: z.string().min(1).optional(),
    default: "none",
    meaning:
      "A file, in a folder that is there, to which the audit trail is added, one JSON object on each line: every act of staff, every sign-in, every reading of a case that is recorded, with request id and address. It is complete at any LOG_LEVEL. When not set, its lines are among the others, at the level info. Rotate it by copying and truncating.",
  },
  {
    name: "OTEL_EXPORTER_OTLP_ENDPOINT",
    schema: z.url({ protocol: /^https?$/ }).optional(),
    default: "none",
    meaning:
      "Where traces are sent, by OTLP over HTTP: http://collector:4318. A trace goes from the request through its transactions to what is delivered because of it, over all nodes. Behind a proxy (PROXY_HOPS) its `traceparent` is continued. OpenTelemetry's other variables hold as well: OTEL_TRACES_SAMPLER, OTEL_SERVICE_NAME, OTEL_EXPORTER_OTLP_HEADERS. When not set, nothing is traced.",
  },
] as const satisfies readonly Setting[];

export const ROLES = ["web", "live", "worker"] as const;
export type ProcessRole = (typeof ROLES)[number];

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
  problems.push(...unshared(values, database));
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

function rolesOf(text: string, context: z.RefinementCtx): ReadonlySet<ProcessRole> {
  const named = text.split(",").map((item) => item.trim());
  const isRole = (name: string): name is ProcessRole => ROLES.some((role) => role === name);
  const wrong = named.find((name, index) => !isRole(name) || named.indexOf(name) !== index);
  if (wrong !== undefined)
    context.addIssue({ code: "custom", message: `must be some of ${ROLES.join(",")}, each once; not “${wrong}”` });
  return new Set(named.filter(isRole));
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

function isSmtpUrl(url: string): boolean {
  if (!/^smtps?:\/\/.+$/.test(url) || !URL.canParse(url)) return false;
  const { hostname, pathname, search } = new URL(url);
  return hostname !== "" && /^\/?$/.test(pathname) && search === "";
}

function isMailFrom(from: string): boolean {
  return /^[^\s@<>]+@[^\s@<>]+$/.test(addressIn(from)) && !/[\r\n]/.test(from);
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

/** What it throws is what is wrong with the setting. */
function parsedBy<T>(parse: (text: string) => T): (text: string, context: z.RefinementCtx) => T {
  return (text, context) => {
    try {
      return parse(text);
    } catch (error) {
      context.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
      return z.NEVER;
    }
  };
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
  if (values.WEBHOOK_LOOPBACK === true && values.DEMO !== true && values.DEVELOPMENT !== true)
    problems.push(
      "WEBHOOK_LOOPBACK=true: only with DEMO=true or DEVELOPMENT=true, else its clients reach what only this machine should",
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

function meaningsOf(text: string, context: z.RefinementCtx): IdentityProviderSettings["roles"] {
  const meanings = new Map<string, (typeof GRANTED_ROLES)[number]>();
  for (const pair of text.split(",").map((item) => item.trim())) {
    const at = pair.lastIndexOf("=");
    const [word, named] = [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
    const role = GRANTED_ROLES.find((each) => each === named);
    if (word !== "" && role && !meanings.has(word)) meanings.set(word, role);
    else
      context.addIssue({
        code: "custom",
        message: `must be WORD=ROLE, each word once, with a role of ${GRANTED_ROLES.join(", ")}; not “${pair}”`,
      });
  }
  return meanings;
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
