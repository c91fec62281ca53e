import type { Logger } from "pino";
import { Refusal } from "../refusal";

/** Logs a failure that will be retried: a warning while the database is merely away or busy, an error when it is our own fault. */
export function logFault(log: Logger, error: unknown, about: object, what: string): void {
  const isAway = error instanceof Refusal && (error.code === "UNAVAILABLE" || error.code === "OVERLOADED");
  log[isAway ? "warn" : "error"]({ err: error, ...about }, what);
}
