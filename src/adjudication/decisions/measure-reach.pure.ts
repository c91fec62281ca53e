import { kindsWith, type PenaltyKind } from "../../house-rules/measures.table";

interface Measure {
  kind: PenaltyKind;
  /** The one listing it concerns; all of the provider's when there is none. */
  listingId?: string | null;
}

/** Which of a provider's listings, by their ids. */
export type Reach = "ALL" | readonly string[];

/** Kinds whose listings can no longer be ordered. */
const STOPS_SELLING: readonly PenaltyKind[] = kindsWith("restricts", ["ORDERS", "TRADE", "COOPERATION"]);
const HARDER_TO_FIND: readonly PenaltyKind[] = kindsWith("restricts", ["PLACE"]);

/** The listings that measures affect: those that can no longer be ordered, and those that only rank lower. */
export const listingsTouched = (measures: readonly Measure[]): Reach =>
  reach(measures.filter(({ kind }) => STOPS_SELLING.includes(kind) || HARDER_TO_FIND.includes(kind)));

/** The listings that can no longer be ordered; customers with open orders for them may be worried. */
export const listingsStopped = (measures: readonly Measure[]): Reach =>
  reach(measures.filter(({ kind }) => STOPS_SELLING.includes(kind)));

function reach(measures: readonly Measure[]): Reach {
  const ids = measures.map(({ listingId }) => listingId ?? null);
  return ids.includes(null) ? "ALL" : [...new Set(ids as string[])];
}
