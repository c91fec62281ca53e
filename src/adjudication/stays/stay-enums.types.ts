import { defineEnum } from "../../platform/graphql/enum";

export const StayGround = defineEnum("StayGround", "Why a case waits.", {
  OUTSIDE_PROCEDURE: "A body outside the platform is dealing with the same dispute; see the route.",
  FORCE_MAJEURE:
    "An event beyond anyone's control, or an account that was suspended, keeps a party or the platform from acting.",
});
export type StayGround = keyof typeof StayGround;

export const ReferralRoute = defineEnum(
  "ReferralRoute",
  "The external routes open to a consumer. By law, the consumer chooses.",
  {
    CONSUMER_ASSOCIATION: "A consumer association (消费者协会) mediates.",
    ADMINISTRATIVE_AUTHORITY: "The market supervision authority, e.g. by its hotline 12315.",
    MEDIATION: "Another mediator that both sides agreed on.",
    ARBITRATION: "An arbitral tribunal, by agreement of both sides.",
    COURT: "A people's court.",
  },
);
export type ReferralRoute = keyof typeof ReferralRoute;

export const ReferralResult = defineEnum("ReferralResult", "How an outside procedure ended.", {
  SETTLED: "The sides agreed before the body.",
  FOR_CONSUMER: "Decided for the consumer.",
  PARTLY_FOR_CONSUMER: "Decided for the consumer in part.",
  FOR_PROVIDER: "Decided for the provider.",
  NO_AGREEMENT: "Mediation ended without agreement.",
  DISCONTINUED: "Ended without a decision on the matter.",
});
export type ReferralResult = keyof typeof ReferralResult;

/** The body found that the provider broke what it promised. */
export const isForConsumer = (result: ReferralResult | null | undefined): boolean =>
  result === "FOR_CONSUMER" || result === "PARTLY_FOR_CONSUMER";
