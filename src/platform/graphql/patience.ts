import { setTimeout as delay } from "node:timers/promises";
import { GraphQLError } from "graphql";
import { Refusal } from "../refusal";

const SHORTEST_MS = 50;
const LONGEST_MS = 2_000;

/** The database is unavailable or overloaded: a retry will work a little later, and a stream need not end. */
export function isPassing(error: unknown): boolean {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause instanceof Refusal && (cause.code === "UNAVAILABLE" || cause.code === "OVERLOADED");
}

/** Longer after each failure, and randomised. */
export function pause(failures: number): Promise<void> {
  const longest = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** failures);
  return delay(longest * (0.5 + Math.random() / 2), undefined, { ref: false });
}
