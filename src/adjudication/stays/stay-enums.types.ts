import { defineEnum } from "../../platform/graphql/enum";

export const StayGround = defineEnum("StayGround", "Why a case waits.", {
  OUTSIDE_PROCEDURE: "Somebody outside the platform is dealing with the same dispute; see the route.",
  FORCE_MAJEURE: "An event beyond anybody's control keeps the parties or the platform from acting.",
});
export type StayGround = keyof typeof StayGround;

export const ReferralRoute = defineEnum(
  "ReferralRoute",
  "The ways that a consumer may take outside the platform. Which one is the consumer's choice, by law.",
  {
    CONSUMER_ASSOCIATION: "A consumer association (消费者协会) mediates.",
    ADMINISTRATIVE_AUTHORITY: "The market supervision authority, e.g. by its hotline 12315.",
    MEDIATION: "Another mediator that both sides agreed on.",
    ARBITRATION: "An arbitral tribunal, by agreement of both sides.",
    COURT: "A people's court.",
  },
);
export type ReferralRoute = keyof typeof ReferralRoute;
