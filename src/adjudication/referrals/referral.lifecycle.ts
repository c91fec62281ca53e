import type { ReferralStatus } from "./referral-enums.types";

/** The statuses that may follow. People report late and skip steps: an acceptance that no one reported is no reason to refuse the decision. */
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

/** The body has accepted the dispute, which may exclude other bodies. */
export const isTaken = (status: ReferralStatus): boolean =>
  status === "ACCEPTED" || status === "PENDING" || status === "DECIDED";
