import { isLoopback } from "../platform/loopback.pure";
import { ROLES, type Given, type Name } from "./settings.table";

const BOTH_OR_NONE = [
  ["PAYMENTS_URL", "PAYMENTS_SECRET"],
  ["SMTP_URL", "MAIL_FROM"],
  ["SMS_URL", "SMS_SECRET"],
  ["APP_PUSH_URL", "APP_PUSH_SECRET"],
  ["STORAGE_ACCESS_KEY_ID", "STORAGE_SECRET_ACCESS_KEY"],
  ["OIDC_ISSUER", "OIDC_CLIENT_ID"],
] as const satisfies Name[][];

const ALL_OR_NONE = [
  ["JWKS_URL", "JWT_ISSUER", "JWT_AUDIENCE"],
  ["ORDER_LOOKUP_URL", "ORDER_LOOKUP_SECRET", "ORDER_LOOKUP_SOURCE"],
] as const satisfies Name[][];

const ONLY_WITH = [
  ["MAIL_ANSWER_DOMAIN", "MAIL_HOOK_SECRET", ", by which answers are known to come from the relay"],
  ["MAIL_AUTHSERV_ID", "MAIL_ANSWER_DOMAIN", ", whose answers it is about"],
  ["EVENTS_CREDENTIALS", "EVENTS_URL", ""],
  ["OIDC_CLIENT_SECRET", "OIDC_ISSUER", ""],
  ["OIDC_NAME", "OIDC_ISSUER", ""],
  ["OIDC_ROLES", "OIDC_ISSUER", ""],
  ["OIDC_ROLE_CLAIM", "OIDC_ISSUER", ""],
  ["OIDC_ROLE_CLAIM", "OIDC_ROLES", ", which say what its values mean"],
] as const satisfies [Name, Name, string][];

/** Of an address that is not on this machine: what whoever stands between could do otherwise. */
const HTTPS_UNLESS_HERE = {
  PUBLIC_URL: "else passwords and sessions cross the network for everyone to read",
  JWKS_URL: "else whoever stands between could sign in as anyone",
  OIDC_ISSUER: "else whoever stands between could sign in as anyone",
  ORDER_LOOKUP_URL: "else whoever stands between reads who ordered what, and could say so",
  SMS_URL: "else whoever stands between reads codes, numbers and who has a case",
  APP_PUSH_URL: "else whoever stands between reads codes, numbers and who has a case",
  PAYMENTS_URL: "else whoever stands between reads who pays whom, and could say that it was done",
} as const satisfies { [name in Name]?: string };

/** Settings each of which is right by itself, and which do not go together. */
export function problemsTogether(given: Given): string[] {
  const isGiven = (name: Name): boolean => given[name] !== undefined;
  const halfGiven = (names: readonly Name[]): boolean => names.some(isGiven) && !names.every(isGiven);
  return [
    ...ALL_OR_NONE.filter(halfGiven).map((names) => `${names.join(", ")}: set all three or none`),
    ...BOTH_OR_NONE.filter(halfGiven).map((names) => `${names.join(", ")}: set both or none`),
    ...ONLY_WITH.filter(([name, needed]) => isGiven(name) && !isGiven(needed)).map(
      ([name, needed, why]) => `${name}: only with ${needed}${why}`,
    ),
    ...unsafe(given),
    ...unfit(given),
  ];
}

/** Settings that would run but leave the server open to strangers. No setting overrides this check. */
function unsafe(given: Given): string[] {
  const opened = openedBy(given);
  const others = opened.join(" and ");
  const isOpened = opened.length > 0;
  return [
    ...(given.DEMO === true && isOpened
      ? [`DEMO=true: ${others} lets others in, and the password of the demo's people is published`]
      : []),
    ...(given.DEVELOPMENT === true && isOpened
      ? [`DEVELOPMENT=true: ${others} lets others in, and then anyone could move the clock`]
      : []),
    ...(given.WEBHOOK_LOOPBACK === true && (given.DEMO ?? isOnItsOwn(given)) === false && given.DEVELOPMENT !== true
      ? [
          "WEBHOOK_LOOPBACK=true: only in a demo or with DEVELOPMENT=true, else its clients reach what only this machine should",
        ]
      : []),
    ...(given.PUBLIC_URL === undefined && isOpened
      ? [`PUBLIC_URL: needed with ${others}; without it clients are sent to http://localhost`]
      : []),
    ...Object.entries(HTTPS_UNLESS_HERE)
      .filter(([name]) => isPlainHttp(given[name as keyof typeof HTTPS_UNLESS_HERE]))
      .map(([name, why]) => `${name}: must be https, ${why}`),
  ];
}

function unfit(given: Given): string[] {
  const isEmbedded = isSqlite(given.DATABASE_URL);
  const isMarketWanted = given.DEMO_MARKET !== undefined && given.DEMO_MARKET !== "none";
  const left = ROLES.filter((role) => given.ROLES?.has(role) === false);
  return [
    ...(given.OIDC_ISSUER !== undefined && given.JWT_ISSUER !== undefined && given.OIDC_ISSUER !== given.JWT_ISSUER
      ? ["OIDC_ISSUER, JWT_ISSUER: must be the same, since people are known by one provider's subjects"]
      : []),
    ...(given.EVENTS_CREDENTIALS !== undefined && (given.EVENTS_URL?.user ?? given.EVENTS_URL?.token) !== undefined
      ? ["EVENTS_URL, EVENTS_CREDENTIALS: who this server is is said twice; leave it out of one"]
      : []),
    ...(given.DATABASE_READ_URL !== undefined && isEmbedded
      ? ["DATABASE_READ_URL: only with a DATABASE_URL of MariaDB, whose replica it is"]
      : []),
    ...(left.length > 0 && isEmbedded
      ? [`ROLES: without ${left.join(",")}, which no other process could do: with SQLite one does everything`]
      : []),
    ...(left.length > 0 && isMarketWanted
      ? ["DEMO_MARKET: is played by one process that does everything; leave ROLES out"]
      : []),
    ...(given.DEMO === true && isMarketWanted && given.DEVELOPMENT !== true
      ? ["DEMO_MARKET: its months are played by a clock that moves; DEVELOPMENT=true moves it"]
      : []),
  ];
}

/** Nothing but this machine reaches the server, and it keeps everything in its own folder: as `npm start` alone begins. */
export const isOnItsOwn = (given: Given): boolean =>
  openedBy(given).length === 0 && given.DATABASE_URL === undefined && given.SECRET === undefined;

export const isSqlite = (databaseUrl: string | undefined): boolean => databaseUrl?.startsWith("sqlite:") ?? true;

export const isLoopbackUrl = (url: string): boolean => isLoopback(new URL(url).hostname);

const isPlainHttp = (url: string | undefined): boolean => url?.startsWith("http:") === true && !isLoopbackUrl(url);

/** The settings by which more than this machine can reach the server. */
function openedBy({ HOST, PUBLIC_URL }: Given): string[] {
  return [
    ...(HOST !== undefined && !isLoopback(HOST) ? [`HOST=${HOST}`] : []),
    ...(PUBLIC_URL !== undefined && !isLoopbackUrl(PUBLIC_URL) ? [`PUBLIC_URL=${PUBLIC_URL}`] : []),
  ];
}
