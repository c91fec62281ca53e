import { Refusal } from "../refusal";
import { constraintName } from "./naming";

/** A unique constraint was violated. `constraint` has the name SpeakingNames gives it, on both databases. */
export class UniqueViolation extends Error {
  constructor(readonly constraint: string) {
    super(`unique constraint ${constraint} violated`);
    this.name = "UniqueViolation";
  }
}

/** Another transaction won; this one may be run again as a whole. */
export class TransientConflict extends Error {
  override name = "TransientConflict";
}

/** No transaction succeeds before there is room: whoever has more of them does not try them one by one. */
export class DatabaseFull extends Refusal {}

const CONFLICTS = new Set([1020, 1205, 1213]);
const OUT_OF_REACH = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
  "EPIPE",
  "ENOTFOUND",
  "PROTOCOL_CONNECTION_LOST",
  "ER_SERVER_SHUTDOWN",
  "ER_CON_COUNT_ERROR",
  "ER_CONNECTION_KILLED",
  // The server of a cluster left it during the commit: whether that took effect the same command under its name will tell.
  "ER_ERROR_DURING_COMMIT",
  "SQLITE_BUSY",
  "SQLITE_CANTOPEN",
  "SQLITE_IOERR",
  "SQLITE_FULL",
  // Read-only, as while another server takes over; or without room to write.
  "SQLITE_READONLY",
  "ER_OPTION_PREVENTS_STATEMENT",
  "ER_DISK_FULL",
  "ER_RECORD_FILE_FULL",
]);
/** A server that is reached through its socket and does not run leaves no file there, or one that is not for us. */
const NO_SOCKET = new Set(["ENOENT", "EACCES"]);
/** A server of a Galera cluster that is not with the majority: it changes nothing, and another will take over. */
const NOT_PREPARED = /^WSREP has not yet prepared node/;
const OUT_OF_TIME = new Set([1969, 3024]);

/** Translates a driver's error into ours. Unknown errors are returned unchanged. */
export function understand(error: unknown): unknown {
  const { errno, code, syscall, message = "" } = driverError(error);
  // On MySQL TypeORM names unique keys as indexes.
  if (errno === 1062)
    return new UniqueViolation(
      (/for key '(?:[^'.]+\.)?([^']+)'/.exec(message)?.[1] ?? "unknown").replace(/^ix_/, "uq_"),
    );
  if (code?.startsWith("SQLITE_CONSTRAINT") && message.startsWith("UNIQUE"))
    return new UniqueViolation(sqliteConstraint(message));
  if (errno !== undefined && CONFLICTS.has(errno)) return new TransientConflict(message, { cause: error });
  if (errno !== undefined && OUT_OF_TIME.has(errno))
    return withCause(new Refusal("OVERLOADED", { reason: "timeBudget", retryAfter: 5 }), error);
  if (message === "Queue limit reached.") return withCause(new Refusal("OVERLOADED", { retryAfter: 2 }), error);
  if (
    (code && OUT_OF_REACH.has(withoutDetail(code))) ||
    (code && syscall === "connect" && NO_SOCKET.has(code)) ||
    NOT_PREPARED.test(message) ||
    /closed state|Pool is closed|connection is not open/i.test(message)
  ) {
    return withCause(new Refusal("UNAVAILABLE", { retryAfter: 5 }), error);
  }
  return error;
}

/** SQLITE_IOERR_SHMSIZE is an SQLITE_IOERR. */
const withoutDetail = (code: string): string => /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code;

function withCause(refusal: Refusal, cause: unknown): Refusal {
  refusal.cause = cause;
  return refusal;
}

/** TypeORM wraps the driver's error. */
export function driverError(error: unknown): { errno?: number; code?: string; syscall?: string; message?: string } {
  const outer = error as { driverError?: unknown };
  return outer?.driverError ?? outer ?? {};
}

/** `UNIQUE constraint failed: job.kind, job.x` → `uq_job_kind_x`. */
function sqliteConstraint(message: string): string {
  const columns = message
    .slice(message.indexOf(":") + 1)
    .split(",")
    .map((part) => part.trim().split("."));
  return constraintName(
    "uq",
    columns[0]?.[0] ?? "",
    columns.map(([, column]) => column ?? ""),
  );
}
