import { DAY, HOUR } from "../../../platform/time";
import { between, type Chance } from "./chance.pure";

/** China has one time all year. */
const OFFSET = 8 * HOUR;
const WEEKEND = 0.55;
const DOUBLE_11 = 4.5;
const MID_YEAR = 2;

interface Period {
  from: number;
  until: number;
}

/**
 * The market grows faster and faster: in its last weeks nearly as many cases end as begin. It has far more open cases at its end than
 * would be left over from a year in which as many end each week.
 */
const LATEST = 1.01;

const grownAt = (instant: number, { from, until }: Period): number => 1 / (LATEST - (instant - from) / (until - from));

/** How much is ordered on that day, compared with an ordinary weekday. */
export function demandOn(instant: number): number {
  const day = new Date(instant + OFFSET);
  const [month, date, weekday] = [day.getUTCMonth() + 1, day.getUTCDate(), day.getUTCDay()];
  if (month === 11 && date >= 9 && date <= 12) return date === 11 ? DOUBLE_11 * 2 : DOUBLE_11;
  if (month === 6 && date >= 15 && date <= 18) return MID_YEAR;
  return weekday === 0 || weekday === 6 ? WEEKEND : 1;
}

/** How many cases there are in a month, January first: after the sales and around the Spring Festival things come late. */
const COMPLAINED = [1.1, 1.3, 1.1, 0.8, 0.8, 1.2, 1.3, 0.8, 0.8, 1, 1.4, 1.5] as const;

/** The time before which such a share of the period's cases is over, 0 to 1. */
export function caseEnd(share: number, period: Period): number {
  const { from, until } = period;
  const days = Array.from({ length: Math.ceil((until - from) / DAY) }, (_, day) => from + day * DAY);
  const weights = days.map((at) => (COMPLAINED[new Date(at + OFFSET).getUTCMonth()] ?? 1) * grownAt(at, period));
  let left = share * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [day, weight] of weights.entries()) {
    if (left < weight) return Math.min(until, from + (day + left / weight) * DAY);
    left -= weight;
  }
  return until;
}

/** So many times of day, from the first to the last day, more where more is ordered. */
export function orderTimes(chance: Chance, period: Period, count: number): number[] {
  const { from, until } = period;
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
