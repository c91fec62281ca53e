import { thresholdOrders, type PenaltyFacts } from "../penalties/standing.pure";
import { weigh, type Measure, type RulesAt, type ViolationFacts } from "../points/points.pure";
import { firedThresholds } from "../points/thresholds.pure";

/** A penalty that the points required when a ruling came to count or was not performed. */
export interface CalledFor extends Measure {
  threshold: number;
}

export interface Judgement {
  points: number;
  penalties: CalledFor[];
}

interface HistoryStanding {
  active: number;
  judgementOf(rulingId: string): Judgement;
}

/** The result of a provider's violations, ruling by ruling, and the points that count at a moment. */
export function stand(
  violations: readonly ViolationFacts[],
  orders: readonly PenaltyFacts[],
  rulesAt: RulesAt,
  at: number,
): HistoryStanding {
  const weights = weigh(violations, rulesAt);
  const judgements = new Map<string, Judgement>();
  const judgementOf = (rulingId: string): Judgement => {
    const known = judgements.get(rulingId) ?? { points: 0, penalties: [] };
    judgements.set(rulingId, known);
    return known;
  };
  let active = 0;
  for (const { id, rulingId, step, promptlyRemediedAt } of violations) {
    const weight = weights.get(id);
    if (!weight) continue;
    const points = promptlyRemediedAt === null ? weight.full : weight.rewarded;
    judgementOf(rulingId).points += points;
    if (step !== null && at < (weight.expiresAt ?? 0)) active += points;
  }
  for (const firing of firedThresholds(violations, rulesAt)) {
    // As of that day: computed for today, penalties that are already over would not be ordered.
    const { order } = thresholdOrders(orders, [firing], firing.at, {});
    const called = order.map(({ measure }) => ({ ...measure, threshold: firing.threshold.points }));
    judgementOf(firing.rulingId).penalties.push(...called);
  }
  return { active, judgementOf };
}
