import { Refusal } from "../refusal";
import { RestoreUnfinished, SchemaAhead, SchemaBehind } from "./schema-problem";

/** A server says no more of a user whom it lets in by TLS alone. */
const DENIED = "the user or the password is wrong, or this user may come by TLS only: see DATABASE_TLS";

/** What to do about each, in an operator's words; the driver's own follow. */
const KNOWN: Record<string, string> = {
  ER_ACCESS_DENIED_ERROR: DENIED,
  ER_ACCESS_DENIED_NO_PASSWORD_ERROR: DENIED,
  ER_DBACCESS_DENIED_ERROR: "this user may not use that database: GRANT ALL PRIVILEGES ON it",
  ER_TABLEACCESS_DENIED_ERROR:
    "this user may not do all that a server does: GRANT ALL PRIVILEGES ON the database to it",
  ER_OPTION_PREVENTS_STATEMENT: "it takes no writes: is it a replica, or were they switched off (read_only)?",
  ER_BAD_DB_ERROR: "there is no such database: CREATE DATABASE it first, in utf8mb4",
  HANDSHAKE_NO_SSL_SUPPORT:
    "it offers no TLS, and its address is not this machine's own. Give it a certificate, or set DATABASE_TLS=off on a network that nobody else can listen on",
  HANDSHAKE_SSL_ERROR:
    "TLS failed: is its certificate for that name, from an authority in DATABASE_CA_FILE, and still valid?",
};

/** Of SQLite's file: that it cannot be reached would send people to look for an address. */
const OF_A_FILE: readonly [RegExp, string][] = [
  [
    /^SQLITE_BUSY/,
    "another process has been writing to the database all the while; try again, and where a server runs, see what it does",
  ],
  [
    /^SQLITE_(FULL|IOERR|CANTOPEN|READONLY)/,
    "its file cannot be read or written: is the disk full or read-only, and may this user write the file and its folder?",
  ],
];

/** Why a database could not be opened, or does not go on; null when that was not the matter. */
export function openingProblem(error: unknown): string | null {
  if (error instanceof SchemaBehind)
    return "DATABASE_URL: the database does not have the tables of this version. Start the server once to create them, or run: redress migrate up";
  if (error instanceof SchemaAhead)
    return `DATABASE_URL: a newer version of Redress has changed this database (${error.unknown.join(", ")}). Run that version; an older one would not know what the newer wrote.`;
  if (error instanceof RestoreUnfinished)
    return "DATABASE_URL: a backup is being restored into this database, or that was interrupted. Start servers when it is restored; if it was interrupted, run redress restore again, which says what to remove first.";
  const said = error instanceof Refusal ? driverError(error.cause) : error;
  const { code = "", message = "" } = said as { code?: string; message?: string };
  const known = KNOWN[code] ?? OF_A_FILE.find(([pattern]) => pattern.test(code))?.[1];
  if (known) return `DATABASE_URL: ${known} (${message}).`;
  if (error instanceof Refusal && error.code === "UNAVAILABLE")
    return `DATABASE_URL: the database cannot be reached (${message || "no reason given"}). Is it running, and is the address right?`;
  if (error instanceof Refusal && error.code === "OVERLOADED")
    return `DATABASE_URL: the database is too busy${message && ` (${message})`}. Try again.`;
  return /^(ER|SQLITE)_/.test(code) ? `DATABASE_URL: ${message}` : null;
}

/** TypeORM wraps it. */
const driverError = (cause: unknown): object =>
  (cause as { driverError?: object } | undefined)?.driverError ?? (cause as object | undefined) ?? {};
