import { conflictWith } from "../../accounts/conflict.policy";
import type { Side } from "../../case/complaints/complaint-guards.pure";
import { sideOf, viewerOf, type Audience, type Parties } from "../../case/complaints/complaint.policy";
import { whyRecused, type Recused } from "../../case/desk/recusal.pure";
import { isModerator, type Actor } from "../../accounts/actor";
import type { Obstacle } from "../../platform/refusal";
import { isTaken } from "./referral.lifecycle";
import type { ReferralStatus } from "./referral-enums.types";

interface Reader {
  side: Side | null;
  isStaff: boolean;
}

/** Where the consumer turns is the consumer's own affair, until the body has taken it on or the case waits for it. */
export const seesReferral = (reader: Reader, { shownAt }: { shownAt: number | null }): boolean =>
  seesWhole(reader) || (reader.side === "PROVIDER" && shownAt !== null);

/** Also what the provider does not need: the number it goes by, the consumer's remarks. */
export const seesWhole = ({ side, isStaff }: Reader): boolean => isStaff || side === "CONSUMER";

/** Going there is the consumer's choice, whatever state the case is in. */
export const mayRefer = (actor: Actor | null, complaint: Parties): boolean =>
  viewerOf(actor, complaint).side === "CONSUMER";

/** The consumer reports of their own affair; moderators what the outside body told the platform. */
export function whyNotReport(actor: Actor | null, complaint: Parties, recusals: readonly Recused[]): Obstacle | null {
  if (mayRefer(actor, complaint)) return null;
  if (!isModerator(actor)) return { code: "FORBIDDEN", reason: "notYours" };
  if (sideOf(actor, complaint) !== null) return { code: "CONFLICT_OF_INTEREST" };
  return conflictWith(actor, complaint.providerId) ?? whyRecused(actor?.accountId, recusals);
}

/** From when on the provider knows of it. */
export const shownFrom = (status: ReferralStatus, shownAt: number | null, now: number): number | null =>
  shownAt ?? (isTaken(status) ? now : null);

export const audienceOf = ({ shownAt }: { shownAt: number | null }): Audience =>
  shownAt === null ? "CONSUMER_SIDE" : "PARTIES";
