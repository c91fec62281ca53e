import { z } from "zod";
import { parseEventsUrl } from "./events-out/events-url.pure";
import { STAFF_ROLES } from "../accounts/actor/staff-roles.table";
import type { IdentityProviderSettings } from "../accounts/directory/identity-provider";
import { MARKET_SETTINGS } from "./demo/market/market-size.table";
import { DOCUMENT_POLICIES } from "../platform/graphql/registered-documents";
import { nameIn } from "../platform/http/hosts";
import { addressIn } from "../platform/carriers/mail-address.pure";
import { sentinelsIn } from "../platform/redis/redis-link";
import { isTimeZone } from "../platform/messages/moment-text";
import { parseStorageUrl } from "../platform/storage/storage-url.pure";

/** In characters. */
export const LEAST_SECRET = 32;

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
      "Folder with further registered documents: each NAME.json in it is a manifest as code generators write it, {SHA-256: text}. The server does not start when one of them is wrong; `redress documents check FILE` says so before.",
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
    schema: listOf((item) => /^[A-Za-z]{2}$/.test(item), "countries by their two letters, such as DE"),
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
      "Webhooks may also go to this machine itself, http://localhost:… too, to try them out. Only in a demo, which `npm start` alone makes, or with DEVELOPMENT=true.",
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

export type Name = (typeof SETTINGS)[number]["name"];
export type Values = { [S in (typeof SETTINGS)[number] as S["name"]]: z.output<S["schema"]> };
/** Before it is known that all of them were understood. */
export type Given = { [N in Name]?: Values[N] | undefined };

function rolesOf(text: string, context: z.RefinementCtx): ReadonlySet<ProcessRole> {
  const named = text.split(",").map((item) => item.trim());
  const isRole = (name: string): name is ProcessRole => ROLES.some((role) => role === name);
  const wrong = named.find((name, index) => !isRole(name) || named.indexOf(name) !== index);
  if (wrong !== undefined)
    context.addIssue({ code: "custom", message: `must be some of ${ROLES.join(",")}, each once; not “${wrong}”` });
  return new Set(named.filter(isRole));
}

function isSmtpUrl(url: string): boolean {
  if (!/^smtps?:\/\/.+$/.test(url) || !URL.canParse(url)) return false;
  const { hostname, pathname, search } = new URL(url);
  return hostname !== "" && /^\/?$/.test(pathname) && search === "";
}

function isMailFrom(from: string): boolean {
  return /^[^\s@<>]+@[^\s@<>]+$/.test(addressIn(from)) && !/[\r\n]/.test(from);
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

function meaningsOf(text: string, context: z.RefinementCtx): IdentityProviderSettings["roles"] {
  const meanings = new Map<string, (typeof STAFF_ROLES)[number]>();
  for (const pair of text.split(",").map((item) => item.trim())) {
    const at = pair.lastIndexOf("=");
    const [word, named] = [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
    const role = STAFF_ROLES.find((each) => each === named);
    if (word !== "" && role && !meanings.has(word)) meanings.set(word, role);
    else
      context.addIssue({
        code: "custom",
        message: `must be WORD=ROLE, each word once, with a role of ${STAFF_ROLES.join(", ")}; not “${pair}”`,
      });
  }
  return meanings;
}
