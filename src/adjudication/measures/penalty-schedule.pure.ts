import type { HouseRules } from "../../house-rules/house-rules";
import { measureOf, needsDays, type PenaltyKind } from "../../house-rules/measures.table";
import { DAY } from "../../platform/time";
import type { PenaltyStatus } from "./penalty-status.types";

export interface PenaltyTerms {
  kind: PenaltyKind;
  days: number | null;
}

export interface PenaltyTimes {
  status: PenaltyStatus;
  startsAt: number | null;
  endsAt: number | null;
}

/** Whether it may act while the ruling can still be appealed against: only short or easily reversed penalties may. */
export function actsBeforeFinal({ kind, days }: PenaltyTerms, mostDays: number): boolean {
  const { acts } = measureOf(kind);
  return acts === "AT_ONCE" || (acts === "WHEN_SHORT" && days !== null && days <= mostDays);
}

/** Days after which kinds that take none end: the house rule `penalty.ends`. */
export type PenaltyEnds = Readonly<Partial<Record<PenaltyKind, number>>>;

export const endsByRule = (rules: HouseRules): PenaltyEnds => rules.family("penalty.ends")[0] ?? {};

export const endOf = ({ kind, days }: PenaltyTerms, startsAt: number, ends: PenaltyEnds): number | null => {
  const lasts = needsDays(kind) ? days : (ends[kind] ?? null);
  return lasts === null ? null : startsAt + lasts * DAY;
};

/** The times a penalty gets when its ruling is issued (`final: false`) or becomes final. Penalties that must wait have no start yet. */
export function schedule(
  terms: PenaltyTerms,
  now: number,
  { final, mostDaysBeforeFinal, ends }: { final: boolean; mostDaysBeforeFinal: number; ends: PenaltyEnds },
): PenaltyTimes {
  if (!final && !actsBeforeFinal(terms, mostDaysBeforeFinal))
    return { status: "SCHEDULED", startsAt: null, endsAt: null };
  return { status: "ACTIVE", startsAt: now, endsAt: endOf(terms, now, ends) };
}

/** The status at a moment: the dates decide, whatever the sweep has written so far. */
export function statusAt(penalty: PenaltyTimes, now: number): PenaltyStatus {
  const { status, startsAt, endsAt } = penalty;
  if (status !== "SCHEDULED" && status !== "ACTIVE") return status;
  if (startsAt === null || startsAt > now) return "SCHEDULED";
  return endsAt !== null && endsAt <= now ? "EXPIRED" : "ACTIVE";
}

export const actsAt = (penalty: PenaltyTimes, now: number): boolean => statusAt(penalty, now) === "ACTIVE";

/** From which contract charge on a ruling takes two persons. In a currency of which the house says nothing of its own, `other` says it. */
export function largeFineIn(currency: string, rules: HouseRules): number {
  const { other = 0, ...limits } = rules.value("fine.twoPersons");
  return Math.min(limits[currency] ?? other, rules.number("fine.needsSecondApprover", "minorUnits"));
}
