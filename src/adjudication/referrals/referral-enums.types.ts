import { defineEnum } from "../../platform/graphql/enum";

export const ReferralStatus = defineEnum("ReferralStatus", "Where a referral stands with the outside body.", {
  FILED: "Handed in; the body has not said yet whether it takes it.",
  ACCEPTED: "The body has taken it.",
  PENDING: "The body is dealing with it: mediation, investigation or hearing.",
  REFUSED: "The body did not take it. Final.",
  DECIDED: "Over, with a result; see `result` and `outcome`. Final.",
  WITHDRAWN: "The consumer took it back. Final.",
});
export type ReferralStatus = keyof typeof ReferralStatus;

export const ReferralResult = defineEnum("ReferralResult", "How an outside procedure ended.", {
  SETTLED: "The sides agreed before the body.",
  FOR_CONSUMER: "Decided for the consumer.",
  PARTLY_FOR_CONSUMER: "Decided for the consumer in part.",
  FOR_PROVIDER: "Decided for the provider.",
  NO_AGREEMENT: "Mediation ended without agreement.",
  DISCONTINUED: "Ended without a decision on the matter.",
});
export type ReferralResult = keyof typeof ReferralResult;

export const ReferralSource = defineEnum("ReferralSource", "From whom the platform knows how a referral stands.", {
  CONSUMER: "The consumer said so.",
  PLATFORM: "A moderator wrote down what the outside body told the platform.",
});
export type ReferralSource = keyof typeof ReferralSource;
