import { defineEnum } from "../../platform/graphql/enum";

export const ReferralStatus = defineEnum("ReferralStatus", "Where a referral stands with the outside body.", {
  FILED: "Filed; the body has not yet said whether it accepts it.",
  ACCEPTED: "The body has accepted it.",
  PENDING: "The body is dealing with it: mediation, investigation or hearing.",
  REFUSED: "The body did not accept it. Final.",
  DECIDED: "Over, with a result; see `result` and `outcome`. Final.",
  WITHDRAWN: "The consumer withdrew it. Final.",
});
export type ReferralStatus = keyof typeof ReferralStatus;

export const ReferralSource = defineEnum("ReferralSource", "From whom the platform knows how a referral stands.", {
  CONSUMER: "Reported by the consumer.",
  PLATFORM: "Entered by a moderator, as reported by the external body.",
});
export type ReferralSource = keyof typeof ReferralSource;
