import { DAY, dateOf } from "../../platform/time";
import { dayOf, monthOf, type Period } from "./period.pure";

/** Three calendar months by the market's clock. */
export interface Quarter extends Period {
  /** `2026-Q3`. */
  name: string;
}

const NAME = /^([1-9]\d{3})-Q([1-4])$/;

const toQuarter = (year: number, number: number): Quarter => ({
  name: `${year}-Q${number}`,
  from: dateOf(Date.UTC(year, number * 3 - 3, 1)),
  to: dateOf(Date.UTC(year, number * 3, 1) - DAY),
});

/** null for anything that does not name a quarter. */
export function quarterNamed(name: string): Quarter | null {
  const [, year, number] = NAME.exec(name) ?? [];
  return year && number ? toQuarter(Number(year), Number(number)) : null;
}

/** Only quarters that are over are published: of one that runs, two readings would tell what happened between them. */
export const isOver = ({ to }: Quarter, now: number): boolean => Number(to.replaceAll("-", "")) < dayOf(now);

/** `YYYYQ`. */
export const quarterOf = (at: number): number => {
  const month = monthOf(dayOf(at));
  return Math.floor(month / 100) * 10 + Math.ceil((month % 100) / 3);
};

export function lastQuarter(now: number): Quarter {
  const [year, month] = [Math.floor(dayOf(now) / 10_000), Math.floor(dayOf(now) / 100) % 100];
  const running = Math.ceil(month / 3);
  return running === 1 ? toQuarter(year - 1, 4) : toQuarter(year, running - 1);
}
