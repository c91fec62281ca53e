import { registerEnumType } from "type-graphql";

export const ReferralStatus = {
  FILED: "FILED",
  ACCEPTED: "ACCEPTED",
  PENDING: "PENDING",
  REFUSED: "REFUSED",
  DECIDED: "DECIDED",
  WITHDRAWN: "WITHDRAWN",
} as const;
export type ReferralStatus = keyof typeof ReferralStatus;
registerEnumType(ReferralStatus, {
  name: "ReferralStatus",
  description: "Where a referral stands with the outside body.",
  valuesConfig: {
    FILED: { description: "Handed in; the body has not said yet whether it takes it." },
    ACCEPTED: { description: "The body has taken it." },
    PENDING: { description: "The body is dealing with it: mediation, investigation or hearing." },
    REFUSED: { description: "The body did not take it. Final." },
    DECIDED: { description: "Over, with a result; see `result` and `outcome`. Final." },
    WITHDRAWN: { description: "The consumer took it back. Final." },
  },
});

export const ReferralResult = {
  SETTLED: "SETTLED",
  FOR_CONSUMER: "FOR_CONSUMER",
  PARTLY_FOR_CONSUMER: "PARTLY_FOR_CONSUMER",
  FOR_PROVIDER: "FOR_PROVIDER",
  NO_AGREEMENT: "NO_AGREEMENT",
  DISCONTINUED: "DISCONTINUED",
} as const;
export type ReferralResult = keyof typeof ReferralResult;
registerEnumType(ReferralResult, {
  name: "ReferralResult",
  description: "How an outside procedure ended.",
  valuesConfig: {
    SETTLED: { description: "The sides agreed before the body." },
    FOR_CONSUMER: { description: "Decided for the consumer." },
    PARTLY_FOR_CONSUMER: { description: "Decided for the consumer in part." },
    FOR_PROVIDER: { description: "Decided for the provider." },
    NO_AGREEMENT: { description: "Mediation ended without agreement." },
    DISCONTINUED: { description: "Ended without a decision on the matter." },
  },
});

export const ReferralSource = { CONSUMER: "CONSUMER", PLATFORM: "PLATFORM" } as const;
export type ReferralSource = keyof typeof ReferralSource;
registerEnumType(ReferralSource, {
  name: "ReferralSource",
  description: "From whom the platform knows how a referral stands.",
  valuesConfig: {
    CONSUMER: { description: "The consumer said so." },
    PLATFORM: { description: "A moderator wrote down what the outside body told the platform." },
  },
});
