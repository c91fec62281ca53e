import { DAY, HOUR, MINUTE } from "../../platform/time";

/** After this long without being accepted, an endpoint is disabled. */
export const PATIENCE_MS = 3 * DAY;

export const LONGEST_WAIT_MS = 10 * HOUR;
/** After each attempt that failed; the last holds for all further ones. */
const WAITS = [5_000, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, LONGEST_WAIT_MS];
/** Of each wait, up or down: those that failed together do not come back together. */
const JITTER = 0.2;

/**
 * When to try again, after so many attempts, the last of which failed at `now`; null: never, patience has ended. The last attempt is made when it ends.
 * `random`: from 0 to 1. `asked`: it wants to be left alone for so long, which it is for no longer than the longest wait.
 */
export function nextTry(tries: number, failingSince: number, now: number, random: number, asked = 0): number | null {
  const end = failingSince + PATIENCE_MS;
  if (now >= end) return null;
  const wait = WAITS[Math.min(tries, WAITS.length) - 1] ?? 0;
  const own = Math.round(wait * (1 + JITTER * (2 * random - 1)));
  return Math.min(end, now + Math.max(own, Math.min(asked, LONGEST_WAIT_MS)));
}

/** What goes to an endpoint of one stream: in order, each after the one before it. */
export const laneOf = (endpointId: string, streamId: string): string => `${endpointId} ${streamId}`;
