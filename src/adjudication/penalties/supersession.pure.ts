import { RESTRICTION_KINDS, type PenaltyKind } from "../../house-rules/measures.table";

/** A measure that lasts, from its start to its end (null: for ever). */
export interface TimedMeasure {
  id: string;
  kind: PenaltyKind;
  /** The one listing it concerns; null when it concerns the whole provider. */
  listingId: string | null;
  startsAt: number;
  endsAt: number | null;
}

/** The ladder of what lasts and restricts, mildest first: a higher rung does all that a lower one does. */
const LADDER: readonly PenaltyKind[] = RESTRICTION_KINDS;

export const isOnLadder = (kind: PenaltyKind): boolean => LADDER.includes(kind);

/** What one measure does to a provider, the other does too: of equal or higher rung, on everything that it concerns. */
export const isAsGrave = (
  grave: { kind: PenaltyKind; listingId: string | null },
  mild: { kind: PenaltyKind; listingId: string | null },
): boolean =>
  LADDER.indexOf(grave.kind) >= LADDER.indexOf(mild.kind) &&
  (grave.listingId === null || grave.listingId === mild.listingId);

const isLater = (a: TimedMeasure, b: TimedMeasure): boolean =>
  a.startsAt > b.startsAt || (a.startsAt === b.startsAt && a.id > b.id);

const endOf = ({ endsAt }: TimedMeasure): number => endsAt ?? Infinity;

/**
 * The measure that takes a running one's place: one that starts later, while it runs, is as grave, and covers the rest of its time.
 * `others` are those that stand (not reversed, stayed or waiting). A pure question of dates: when the answer is reversed, the
 * earlier measure is back with its own.
 */
export function supersederOf(measure: TimedMeasure, others: readonly TimedMeasure[], now: number): TimedMeasure | null {
  const candidates = others.filter(
    (other) =>
      other.startsAt <= now &&
      isLater(other, measure) &&
      other.startsAt < endOf(measure) &&
      endOf(other) >= endOf(measure) &&
      isAsGrave(other, measure),
  );
  return candidates.sort((a, b) => (isLater(a, b) ? 1 : -1))[0] ?? null;
}
