import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import type { Obstacle } from "../../platform/refusal";
import { DAY, HOUR } from "../../platform/time";
import type { ReferralRoute } from "../stays/stay-enums.types";
import type { ReferralStatus } from "./referral-enums.types";
import { isTaken } from "./referral.lifecycle";

/** What an outside body asks before it takes a dispute, as far as the platform can tell. Data of the catalogue, never of the code. */
export interface EntryConditions {
  /** The states of the case in which it does; empty: in any. */
  states: ComplaintStatus[];
  amountFrom: { amount: number; currency: string } | null;
  amountUpTo: { amount: number; currency: string } | null;
  /** Only if both sides want it. Whether they do the platform does not know. */
  agreementNeeded: boolean;
  /** Since the consumer knew of it: at the latest since the case was opened. */
  withinDays: number | null;
  /** While the sides still negotiate: not before the provider has had so long. */
  negotiateFirstHours: number | null;
  /** The bodies that keep it from a dispute they have taken on. */
  closedBy: ReferralRoute[];
}

interface Dispute {
  status: ComplaintStatus;
  openedAt: number;
  amountAtStake: number;
  currency: string;
  referrals: readonly { route: ReferralRoute; status: ReferralStatus }[];
}

/** Until when the body takes it; null when there is no limit. */
export const openUntil = ({ withinDays }: EntryConditions, { openedAt }: Pick<Dispute, "openedAt">): number | null =>
  withinDays === null ? null : openedAt + withinDays * DAY;

/** Why the body would not take this dispute now, as far as the platform can tell; null when nothing is known to stand in the way. */
export function obstacle(conditions: EntryConditions, dispute: Dispute, now: number): Obstacle | null {
  const { closedBy, states, negotiateFirstHours } = conditions;
  const taken = dispute.referrals.find(({ route, status }) => closedBy.includes(route) && isTaken(status));
  if (taken) return { code: "NOT_IN_THIS_STATE", reason: `outsideRoute.closedBy.${taken.route}` };
  const until = openUntil(conditions, dispute);
  if (until !== null && now >= until) return { code: "TOO_LATE", reason: "outsideRoute.tooLate" };
  if (!isWithin(conditions, dispute)) return { code: "NOT_IN_THIS_STATE", reason: "outsideRoute.amount" };
  if (states.length > 0 && !states.includes(dispute.status))
    return { code: "NOT_IN_THIS_STATE", reason: "outsideRoute.state", params: { status: dispute.status } };
  const opensAt = dispute.openedAt + (negotiateFirstHours ?? 0) * HOUR;
  return dispute.status === "NEGOTIATING" && now < opensAt
    ? { code: "NOT_YET", reason: "outsideRoute.negotiateFirst", availableAt: opensAt }
    : null;
}

/** Amounts in other currencies are not compared. */
function isWithin({ amountFrom, amountUpTo }: EntryConditions, { amountAtStake, currency }: Dispute): boolean {
  const least = amountFrom?.currency === currency ? amountFrom.amount : 0;
  const most = amountUpTo?.currency === currency ? amountUpTo.amount : Infinity;
  return amountAtStake >= least && amountAtStake <= most;
}
