import { kindsWith, type PenaltyKind } from "../../house-rules/measures.table";

interface Measure {
  kind: PenaltyKind;
  /** The one listing it concerns; all of the provider's when there is none. */
  listingId?: string | null;
}

/** Which of a provider's listings, by their ids. */
export type Reach = "ALL" | readonly string[];

/** Kinds whose listings cannot be ordered any more. */
const STOPS_SELLING: readonly PenaltyKind[] = kindsWith("restricts", ["ORDERS", "TRADE", "COOPERATION"]);
const HARDER_TO_FIND: readonly PenaltyKind[] = kindsWith("restricts", ["PLACE"]);

/** The listings that measures touch: those that sell no more, and those that are only harder to find. */
export const listingsTouched = (measures: readonly Measure[]): Reach =>
  reach(measures.filter(({ kind }) => STOPS_SELLING.includes(kind) || HARDER_TO_FIND.includes(kind)));

/** The listings whose open orders measures touch: who ordered them cannot order there again, and may worry. */
export const listingsStopped = (measures: readonly Measure[]): Reach =>
  reach(measures.filter(({ kind }) => STOPS_SELLING.includes(kind)));

function reach(measures: readonly Measure[]): Reach {
  const ids = measures.map(({ listingId }) => listingId ?? null);
  return ids.includes(null) ? "ALL" : [...new Set(ids as string[])];
}
