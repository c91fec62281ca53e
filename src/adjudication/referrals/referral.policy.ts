import { conflictWith } from "../../accounts/actor/conflict.policy";
import type { Side } from "../../case/complaints/complaint-guards.pure";
import { sideOf, viewerOf, type Parties } from "../../case/complaints/complaint.policy";
import { whyRecused, type Recused } from "../../case/desk/recusal.pure";
import { accountsOf, isModerator, type Actor } from "../../accounts/actor/actor";
import type { Obstacle } from "../../platform/refusal";

interface Reader {
  side: Side | null;
  isStaff: boolean;
}

/** A referral is private to the consumer until the body has accepted it or the case waits for it. */
export const maySeeReferral = (reader: Reader, { shownAt }: { shownAt: number | null }): boolean =>
  maySeeWhole(reader) || (reader.side === "PROVIDER" && shownAt !== null);

/** Including what the provider does not need: the reference number and the consumer's remarks. */
export const maySeeWhole = ({ side, isStaff }: Reader): boolean => isStaff || side === "CONSUMER";

/** A referral is the consumer's choice, in any state of the case. */
export const mayRefer = (actor: Actor | null, complaint: Parties): boolean =>
  viewerOf(actor, complaint).side === "CONSUMER";

/** The consumer reports on their own referral; moderators report what the external body told the platform. */
export function whyNotReport(actor: Actor | null, complaint: Parties, recusals: readonly Recused[]): Obstacle | null {
  if (mayRefer(actor, complaint)) return null;
  if (!isModerator(actor)) return { code: "FORBIDDEN", reason: "notYours" };
  if (sideOf(actor, complaint) !== null) return { code: "CONFLICT_OF_INTEREST" };
  return conflictWith(actor, complaint.providerId) ?? (actor && whyRecused(accountsOf(actor), recusals));
}
