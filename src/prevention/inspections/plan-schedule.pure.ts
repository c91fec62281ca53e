import { DAY } from "../../platform/time";

/** When the round after the one due is held: the next of the series that is still to come. Rounds that an outage swallowed are not made up for. */
export function nextRound(dueAt: number, everyDays: number, now: number): number {
  const length = everyDays * DAY;
  return dueAt + (Math.max(0, Math.floor((now - dueAt) / length)) + 1) * length;
}
