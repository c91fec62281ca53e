import { DAY } from "../../platform/time";
import type { Reason, RefusalCode } from "../../platform/refusal";
import type { BreachClass } from "../complaints/complaint.lifecycle";
import type { FilingLimit } from "./filing-limit.entity";
import type { FilingLimitStatus } from "./filing-limit-enums.types";

type Running = Pick<FilingLimit, "status" | "runsUntil">;

/** What is due counts as ended even before the sweep records it. */
export const statusAt = ({ status, runsUntil }: Running, now: number): FilingLimitStatus =>
  (status === "PROPOSED" || status === "IN_FORCE") && now >= runsUntil ? "ENDED" : status;

export const isInForce = (limit: Running, now: number): boolean => statusAt(limit, now) === "IN_FORCE";

/** The person waits for the decision about its contest. */
export const isContested = ({
  contestedAt,
  contestDecidedAt,
}: Pick<FilingLimit, "contestedAt" | "contestDecidedAt">): boolean => contestedAt !== null && contestDecidedAt === null;

/** So many new complaints within so long. */
export interface Pace {
  most: number;
  within: number;
}

export interface FilingPaces {
  /** Everybody's. */
  general: Pace;
  /** Of whoever has a limit. */
  slow: Pace;
}

/** What keeps a person from opening a complaint now, and until when. */
export interface FilingObstacle {
  code: RefusalCode;
  reason: Reason;
  most: number;
  days: number;
  from: number;
  limitId: string | null;
}

type InForce = Pick<FilingLimit, "id" | "grade" | "beganAt" | "runsUntil">;

/**
 * The obstacle that lasts longest; null when there is none. `opened`: when the person opened complaints, the latest first. What
 * was opened before a limit began does not count against its pace, so that something grave can be told of at once.
 */
export function filingObstacle(
  breachClass: BreachClass,
  opened: readonly number[],
  limits: readonly InForce[],
  { general, slow }: FilingPaces,
  now: number,
): FilingObstacle | null {
  const everybody = nextAt(opened, general, now);
  const obstacles: FilingObstacle[] = [
    ...(everybody === null
      ? []
      : [
          {
            code: "LIMIT_REACHED" as const,
            reason: "filing.pace" as const,
            ...inDays(general),
            from: everybody,
            limitId: null,
          },
        ]),
    ...limits.flatMap((limit) => {
      const from = limitedUntil(breachClass, opened, limit, slow, now);
      if (from === null) return [];
      const reason =
        limit.grade === "PAUSED"
          ? (`filingLimit.paused.${graveness(breachClass)}` as const)
          : ("filingLimit.paced" as const);
      return [{ code: "FILING_LIMITED" as const, reason, ...inDays(slow), from, limitId: limit.id }];
    }),
  ];
  return obstacles.sort((a, b) => b.from - a.from)[0] ?? null;
}

const graveness = (breachClass: BreachClass): "ordinary" | "grave" =>
  breachClass === "ORDINARY" ? "ordinary" : "grave";

const inDays = ({ most, within }: Pace): { most: number; days: number } => ({ most, days: within / DAY });

function limitedUntil(
  breachClass: BreachClass,
  opened: readonly number[],
  { grade, beganAt, runsUntil }: InForce,
  slow: Pace,
  now: number,
): number | null {
  if (grade === "NOTICE") return null;
  if (grade === "PAUSED" && graveness(breachClass) === "ordinary") return runsUntil;
  const since = opened.filter((at) => at >= (beganAt ?? 0));
  const next = nextAt(since, slow, now);
  return next === null ? null : Math.min(next, runsUntil);
}

/** When the pace allows another one; null: now. */
function nextAt(opened: readonly number[], { most, within }: Pace, now: number): number | null {
  const last = opened[most - 1];
  return last !== undefined && last + within > now ? last + within : null;
}
