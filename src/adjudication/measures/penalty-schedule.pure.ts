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

/** May it act while the ruling can still be appealed? Only what is soon over or easily taken back. */
export function actsBeforeFinal({ kind, days }: PenaltyTerms, mostDays: number): boolean {
  const { acts } = measureOf(kind);
  return acts === "AT_ONCE" || (acts === "WHEN_SHORT" && days !== null && days <= mostDays);
}

/** The times a penalty gets when its ruling is issued (`final: false`) or becomes final. What must wait has no start yet. */
export function schedule(
  terms: PenaltyTerms,
  now: number,
  { final, mostDaysBeforeFinal }: { final: boolean; mostDaysBeforeFinal: number },
): PenaltyTimes {
  if (!final && !actsBeforeFinal(terms, mostDaysBeforeFinal))
    return { status: "SCHEDULED", startsAt: null, endsAt: null };
  return {
    status: "ACTIVE",
    startsAt: now,
    endsAt: terms.days !== null && needsDays(terms.kind) ? now + terms.days * DAY : null,
  };
}

/** Where it stands at a moment: the dates decide, whatever the sweep has written down so far. */
export function statusAt(penalty: PenaltyTimes, now: number): PenaltyStatus {
  const { status, startsAt, endsAt } = penalty;
  if (status !== "SCHEDULED" && status !== "ACTIVE") return status;
  if (startsAt === null || startsAt > now) return "SCHEDULED";
  return endsAt !== null && endsAt <= now ? "EXPIRED" : "ACTIVE";
}

export const actsAt = (penalty: PenaltyTimes, now: number): boolean => statusAt(penalty, now) === "ACTIVE";
