import type { Audience } from "../../case/complaints/complaint.policy";
import { isTaken } from "./referral.lifecycle";
import type { ReferralStatus } from "./referral-enums.types";

/** From when the provider can see it. */
export const shownFrom = (status: ReferralStatus, shownAt: number | null, now: number): number | null =>
  shownAt ?? (isTaken(status) ? now : null);

export const audienceOf = ({ shownAt }: { shownAt: number | null }): Audience =>
  shownAt === null ? "CONSUMER_SIDE" : "PARTIES";
