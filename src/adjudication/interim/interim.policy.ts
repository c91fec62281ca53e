import type { Actor } from "../../accounts/actor/actor";
import { readerOf, type Parties } from "../../case/complaints/complaint.policy";

/** The provider learns of a measure once it acts, staff from its proposal on, and no one else: it is not a finding. */
export function maySeeInterim(
  actor: Actor | null,
  parties: Parties,
  { confirmedById }: { confirmedById: string | null },
): boolean {
  const reader = readerOf(actor, parties);
  return reader.isStaff || (reader.side === "PROVIDER" && confirmedById !== null);
}

/** Who asked for it, confirmed it and decided the review is internal to the platform. */
export const maySeeHands = (actor: Actor | null, parties: Parties): boolean => readerOf(actor, parties).isStaff;
