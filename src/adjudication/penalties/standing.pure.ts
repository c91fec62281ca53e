import { measureOf, needsDays, type PenaltyKind, type KindWith } from "../../house-rules/measures.table";
import type { Measure } from "../points/points.pure";
import type { Firing } from "../points/thresholds.pure";
import { endOf, statusAt, type PenaltyEnds, type PenaltyTimes } from "../measures/penalty-schedule.pure";
import type { PenaltyStatus } from "../measures/penalty-status.types";
import { isAsGrave, isOnLadder, supersederOf, type TimedMeasure } from "./supersession.pure";

/** Why a penalty was ordered: by the ruling itself, by the points it led to, or because consumers were not paid. */
export type PenaltyCause = "RULING" | "THRESHOLD" | "UNREMEDIED";

export interface PenaltyFacts extends PenaltyTimes {
  id: string;
  cause: PenaltyCause;
  rulingId: string;
  kind: PenaltyKind;
  listingId: string | null;
  days: number | null;
  amount: number | null;
  /** For THRESHOLD: which firing ordered it. */
  step: number | null;
  threshold: number | null;
  supersededById: string | null;
}

/** A penalty that the points require. */
export interface ThresholdOrder extends PenaltyTimes {
  firing: Firing;
  measure: Measure;
}

/** The gravest kinds, when a threshold orders them, act only once leads who did not rule have approved them. */
export const needsApproval = (kind: PenaltyKind): kind is KindWith<"approval", "ALWAYS"> =>
  measureOf(kind).approval === "ALWAYS";

/** A penalty that the ruling itself ordered at least as severely is not ordered twice. */
function isOrderedBy(penalty: PenaltyFacts, measure: Measure): boolean {
  if (isOnLadder(measure.kind)) {
    const asLong = !needsDays(penalty.kind) || (penalty.days ?? 0) >= (measure.days ?? Infinity);
    return isAsGrave(penalty, { kind: measure.kind, listingId: null }) && asLong;
  }
  return penalty.kind === measure.kind && (penalty.amount ?? 0) >= (measure.amount ?? 0);
}

const stands = ({ status }: PenaltyFacts): boolean => status !== "REVERSED";

/**
 * Which threshold penalties to reverse and which to order, so that the rows match the firings. A penalty whose time would already be
 * over is not ordered.
 */
export function thresholdOrders<P extends PenaltyFacts>(
  penalties: readonly P[],
  firings: readonly Firing[],
  now: number,
  ends: PenaltyEnds,
): { reverse: P[]; order: ThresholdOrder[] } {
  const standing = penalties.filter(stands);
  const wanted = firings.flatMap((firing) =>
    firing.threshold.measures
      .filter((measure) => !ownOrders(standing, firing).some((penalty) => isOrderedBy(penalty, measure)))
      .map((measure) => ({ firing, measure })),
  );
  const ordered = standing.filter(({ cause }) => cause === "THRESHOLD");
  return {
    reverse: ordered.filter((penalty) => !wanted.some((each) => isSame(penalty, each))),
    order: wanted
      .filter((each) => !ordered.some((penalty) => isSame(penalty, each)))
      .map(({ firing, measure }) => ({ firing, measure, ...timesOf(firing, measure, now, ends) }))
      .filter(({ status }) => status !== "EXPIRED"),
  };
}

const ownOrders = (standing: readonly PenaltyFacts[], { rulingId }: Firing): PenaltyFacts[] =>
  standing.filter((penalty) => penalty.cause === "RULING" && penalty.rulingId === rulingId);

const isSame = (penalty: PenaltyFacts, { firing, measure }: { firing: Firing; measure: Measure }): boolean =>
  penalty.step === firing.step &&
  penalty.threshold === firing.threshold.points &&
  penalty.kind === measure.kind &&
  // A fine in proportion is another one when a ruling that counted towards it is reversed.
  penalty.amount === measure.amount;

/** It acts from the time the threshold was crossed, however late that was found. */
function timesOf({ at }: Firing, { kind, days }: Measure, now: number, ends: PenaltyEnds): PenaltyTimes {
  if (needsApproval(kind)) return { status: "AWAITING_APPROVAL", startsAt: null, endsAt: null };
  const times = { startsAt: at, endsAt: endOf({ kind, days }, at, ends) };
  return { ...times, status: statusAt({ ...times, status: "SCHEDULED" }, now) };
}

const RUNS: ReadonlySet<PenaltyStatus> = new Set(["SCHEDULED", "ACTIVE", "EXPIRED", "SUPERSEDED"]);

/** A freeze until payment has no known end: it neither supersedes another penalty nor is superseded. */
const isTimed = <P extends PenaltyFacts>(penalty: P): penalty is P & TimedMeasure =>
  RUNS.has(penalty.status) && isOnLadder(penalty.kind) && penalty.cause !== "UNREMEDIED" && penalty.startsAt !== null;

/** Which penalties are superseded by a graver one, or restored because that one was reversed. */
export function supersessions<P extends PenaltyFacts>(
  penalties: readonly P[],
  now: number,
): { penalty: P; status: PenaltyStatus; supersededById: string | null }[] {
  const timed = penalties.filter((penalty) => isTimed(penalty));
  return timed.flatMap((penalty) => {
    const byDates = statusAt({ ...penalty, status: "SCHEDULED" }, now);
    const wasSuperseded = penalty.status === "SUPERSEDED";
    if (!wasSuperseded && byDates !== "ACTIVE") return [];
    const supersededById = supersederOf(penalty, timed, now)?.id ?? null;
    if (supersededById === penalty.supersededById) return [];
    return [{ penalty, status: supersededById === null ? byDates : ("SUPERSEDED" as const), supersededById }];
  });
}
