import type { ReferralStatus } from "./referral-enums.types";

/** What may follow. People tell of it late and leave steps out: an acceptance that nobody mentioned is no reason to refuse the decision. */
const FOLLOWS: Record<ReferralStatus, readonly ReferralStatus[]> = {
  FILED: ["ACCEPTED", "PENDING", "REFUSED", "DECIDED", "WITHDRAWN"],
  ACCEPTED: ["PENDING", "DECIDED", "WITHDRAWN"],
  PENDING: ["DECIDED", "WITHDRAWN"],
  REFUSED: [],
  DECIDED: [],
  WITHDRAWN: [],
};

export const canBecome = (from: ReferralStatus, to: ReferralStatus): boolean => FOLLOWS[from].includes(to);

export const isOpen = (status: ReferralStatus): boolean => FOLLOWS[status].length > 0;

/** The body has taken the dispute on, and so keeps others from it. */
export const isTaken = (status: ReferralStatus): boolean =>
  status === "ACCEPTED" || status === "PENDING" || status === "DECIDED";
