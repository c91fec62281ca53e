import { DAY, HOUR } from "../../../platform/time";
import { between, type Chance } from "./chance.pure";

/** China has one time all year. */
const OFFSET = 8 * HOUR;
const WEEKEND = 0.55;
const DOUBLE_11 = 4.5;
const MID_YEAR = 2;

/** How much is ordered on that day, compared with an ordinary weekday. */
export function demandOn(instant: number): number {
  const day = new Date(instant + OFFSET);
  const [month, date, weekday] = [day.getUTCMonth() + 1, day.getUTCDate(), day.getUTCDay()];
  if (month === 11 && date >= 9 && date <= 12) return date === 11 ? DOUBLE_11 * 2 : DOUBLE_11;
  if (month === 6 && date >= 15 && date <= 18) return MID_YEAR;
  return weekday === 0 || weekday === 6 ? WEEKEND : 1;
}

/** So many times of day, from the first to the last day, more where more is ordered. */
export function orderTimes(chance: Chance, { from, until }: { from: number; until: number }, count: number): number[] {
  const days: { at: number; sum: number }[] = [];
  let sum = 0;
  const midnight = from - ((from + OFFSET) % DAY);
  for (let at = midnight + DAY; at + DAY < until; at += DAY) days.push({ at, sum: (sum += demandOn(at)) });
  return Array.from({ length: count }, () => {
    const drawn = chance() * sum;
    const day = days.find((each) => each.sum >= drawn) ?? days[0];
    return (day?.at ?? from) + atWork(chance);
  }).sort((one, other) => one - other);
}

/** A time of a working day, after its midnight. */
const atWork = (chance: Chance): number => between(chance, 9 * 60, 21 * 60) * 60_000;
