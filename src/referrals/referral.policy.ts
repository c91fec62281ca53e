import type { Side } from "../complaints/complaint.guards";
import type { Audience } from "../complaints/complaint.policy";
import { isTaken } from "./referral.lifecycle";
import type { ReferralStatus } from "./referral-enums";

interface Reader {
  side: Side | null;
  isStaff: boolean;
}

/** Where the consumer turns is the consumer's own affair, until the body has taken it on or the case waits for it. */
export const seesReferral = (reader: Reader, { shownAt }: { shownAt: number | null }): boolean =>
  seesWhole(reader) || (reader.side === "PROVIDER" && shownAt !== null);

/** Also what the provider does not need: the number it goes by, the consumer's remarks. */
export const seesWhole = ({ side, isStaff }: Reader): boolean => isStaff || side === "CONSUMER";

/** From when on the provider knows of it. */
export const shownFrom = (status: ReferralStatus, shownAt: number | null, now: number): number | null =>
  shownAt ?? (isTaken(status) ? now : null);

export const audienceOf = ({ shownAt }: { shownAt: number | null }): Audience =>
  shownAt === null ? "CONSUMER_SIDE" : "PARTIES";
