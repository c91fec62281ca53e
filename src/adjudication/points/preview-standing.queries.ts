import type { Severity } from "../../case/complaints/case-enums.types";
import type { Reader } from "../../platform/database/reader";
import { PointsLedger } from "./points-ledger";
import { crossed, weigh, type Measure, type Threshold, type ViolationFacts } from "./points.pure";

export interface StandingPreview {
  activePoints: number;
  provisionalPoints: number;
  /** Active points if a ruling with the new findings became final at this moment. */
  pointsAfter: number;
  /** All thresholds that would be crossed, the lowest first; only the highest fires. */
  thresholdsCrossed: Threshold[];
  /** The penalties that the highest of them triggers. */
  measures: readonly Measure[];
}

/** The effect that a ruling with these findings would have on a provider's points. Changes nothing. */
export async function previewStanding(
  reader: Reader,
  providerId: string,
  newFindings: readonly { level: Severity; lineage: string | null }[],
  now: number,
): Promise<StandingPreview> {
  const ledger = await PointsLedger.read(reader, providerId, now);
  const { active, provisional } = ledger.pointsAt(now);
  const step = ledger.nextStep;
  const added = newFindings.map((finding, index): ViolationFacts => ({
    ...finding,
    id: `new ${index}`,
    rulingId: "new",
    kind: "PROMISE_BROKEN",
    foundAt: now,
    step,
    countedAt: now,
    promptlyRemediedAt: null,
    reversedAt: null,
  }));
  const weights = weigh([...ledger.violations, ...added], ledger.rulesAt);
  const pointsAfter = active + added.reduce((sum, { id }) => sum + (weights.get(id)?.full ?? 0), 0);
  const thresholdsCrossed = crossed(ledger.rulesAt(now).thresholds, active, pointsAfter);
  return {
    activePoints: active,
    provisionalPoints: provisional,
    pointsAfter,
    thresholdsCrossed,
    measures: thresholdsCrossed.at(-1)?.measures ?? [],
  };
}
