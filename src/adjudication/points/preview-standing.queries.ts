import type { Complaint } from "../../case/complaints/complaint.entity";
import type { Severity } from "../../case/complaints/case-enums.types";
import type { Reader } from "../../platform/database/reader";
import { exposureOf } from "./exposure.queries";
import { PointsLedger } from "./points-ledger";
import { weigh, type Measure, type Threshold, type ViolationFacts } from "./points.pure";
import { firedThresholds } from "./thresholds.pure";

export interface StandingPreview {
  activePoints: number;
  provisionalPoints: number;
  /** Active points if a ruling with the new findings became final at this moment. */
  pointsAfter: number;
  /** All thresholds that the points would cross, the lowest first. */
  thresholdsCrossed: Threshold[];
  /** The points of the one that would fire; null when the provider's rate holds all of them back, or none is crossed. */
  fires: number | null;
  /** The penalties that it triggers. */
  measures: readonly Measure[];
}

export interface NewFinding extends Pick<ViolationFacts, "lineage" | "stake"> {
  level: Severity;
  kind: ViolationFacts["kind"];
}

/** The effect that a ruling with these findings would have on a provider's points. Changes nothing. */
export async function previewStanding(
  reader: Reader,
  complaint: Pick<Complaint, "providerId" | "consumerId" | "category" | "openedAt">,
  newFindings: readonly NewFinding[],
  now: number,
): Promise<StandingPreview> {
  const ledger = await PointsLedger.read(reader, complaint.providerId, now);
  const { active, provisional } = ledger.pointsAt(now);
  const step = ledger.nextStep;
  const exposure = await exposureOf(reader, complaint, now);
  const added = newFindings.map((finding, index): ViolationFacts => ({
    ...finding,
    id: `new ${index}`,
    rulingId: "new",
    consumerId: complaint.consumerId,
    complainedAt: complaint.openedAt,
    exposure,
    foundAt: now,
    step,
    countedAt: now,
    promptlyRemediedAt: null,
    reversedAt: null,
  }));
  const violations = [...ledger.violations, ...added];
  const weights = weigh(violations, ledger.rulesAt);
  const pointsAfter = active + added.reduce((sum, { id }) => sum + (weights.get(id)?.full ?? 0), 0);
  const fired = firedThresholds(violations, ledger.rulesAt).find((firing) => firing.step === step)?.threshold;
  const { thresholds } = ledger.rulesAt(now);
  // One that was held back until now, or that fires earlier than its points say, is crossed when it fires.
  const isCrossed = ({ points }: Threshold): boolean =>
    points === fired?.points || (active < points && points <= pointsAfter);
  return {
    activePoints: active,
    provisionalPoints: provisional,
    pointsAfter,
    thresholdsCrossed: thresholds
      .filter(isCrossed)
      .map((threshold) => (threshold.points === fired?.points ? fired : threshold))
      .sort((a, b) => a.points - b.points),
    fires: fired?.points ?? null,
    measures: fired?.measures ?? [],
  };
}
