import type { BreachClass } from "./complaint.lifecycle";
import { IS_MONEY, moneyOf, type RemedyKind } from "./remedy-kind.pure";

export const TRACKS = ["STANDARD", "FAST"] as const;
export type Track = (typeof TRACKS)[number];

/** What one case of an order demands. */
export interface Demand {
  demandKind: RemedyKind;
  demandAmount: number | null;
}

/** What the cases of an order claim together; null as soon as one of them asks for something that is no sum alone. */
export function claimedInAll(demands: readonly Demand[], price: number): number | null {
  const sums = demands.map(({ demandKind: kind, demandAmount }) =>
    IS_MONEY.has(kind) && kind !== "RETURN_AND_REFUND" ? moneyOf({ kind, amount: demandAmount }, price) : null,
  );
  return sums.reduce<number | null>((all, sum) => (all === null || sum === null ? null : all + sum), 0);
}

interface Claimed {
  breachClass: BreachClass;
  claimedInAll: number | null;
}

/** Why a case is on its track; the message is `track.NAME`. Only the last one is the fast one. */
export function trackReason(
  { breachClass, claimedInAll: claimed }: Claimed,
  most: number,
): "GRAVE" | "NOT_MONEY" | "ABOVE" | "SMALL" {
  if (breachClass !== "ORDINARY") return "GRAVE";
  if (claimed === null) return "NOT_MONEY";
  return claimed > most ? "ABOVE" : "SMALL";
}
