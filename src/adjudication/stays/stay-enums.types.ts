import { defineEnum } from "../../platform/graphql/enum";

export const StayGround = defineEnum("StayGround", "Why a case waits.", {
  OUTSIDE_PROCEDURE: "A body outside the platform is dealing with the same dispute; see the route.",
  FORCE_MAJEURE: "An event beyond anyone's control keeps the parties or the platform from acting.",
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
