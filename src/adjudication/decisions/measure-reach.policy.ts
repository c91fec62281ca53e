import type { PenaltyKind } from "../measures/penalty-kind";

interface Measure {
  kind: PenaltyKind;
  /** The one listing it concerns; all of the provider's when there is none. */
  listingId?: string | null;
}

/** Which of a provider's listings, by their ids. */
export type Reach = "ALL" | readonly string[];

/** Kinds whose listings cannot be ordered any more. */
const STOPS_SELLING: ReadonlySet<PenaltyKind> = new Set(["LISTING_FREEZE", "SUSPENSION", "TERMINATION"]);

/** The listings that measures touch: those that sell no more, and those that are only harder to find. */
export const listingsTouched = (measures: readonly Measure[]): Reach =>
  reach(measures.filter(({ kind }) => STOPS_SELLING.has(kind) || kind === "RANK_DEMOTION"));

/** The listings whose open orders measures touch: who ordered them cannot order there again, and may worry. */
export const listingsStopped = (measures: readonly Measure[]): Reach =>
  reach(measures.filter(({ kind }) => STOPS_SELLING.has(kind)));

function reach(measures: readonly Measure[]): Reach {
  const ids = measures.map(({ listingId }) => listingId ?? null);
  return ids.includes(null) ? "ALL" : [...new Set(ids as string[])];
}
