import { registerEnumType } from "type-graphql";

export const StayGround = { OUTSIDE_PROCEDURE: "OUTSIDE_PROCEDURE", FORCE_MAJEURE: "FORCE_MAJEURE" } as const;
export type StayGround = keyof typeof StayGround;
registerEnumType(StayGround, {
  name: "StayGround",
  description: "Why a case waits.",
  valuesConfig: {
    OUTSIDE_PROCEDURE: {
      description: "Somebody outside the platform is dealing with the same dispute; see the route.",
    },
    FORCE_MAJEURE: { description: "An event beyond anybody's control keeps the parties or the platform from acting." },
  },
});

export const ReferralRoute = {
  CONSUMER_ASSOCIATION: "CONSUMER_ASSOCIATION",
  ADMINISTRATIVE_AUTHORITY: "ADMINISTRATIVE_AUTHORITY",
  MEDIATION: "MEDIATION",
  ARBITRATION: "ARBITRATION",
  COURT: "COURT",
} as const;
export type ReferralRoute = keyof typeof ReferralRoute;
registerEnumType(ReferralRoute, {
  name: "ReferralRoute",
  description: "The ways that a consumer may take outside the platform. Which one is the consumer's choice, by law.",
  valuesConfig: {
    CONSUMER_ASSOCIATION: { description: "A consumer association (消费者协会) mediates." },
    ADMINISTRATIVE_AUTHORITY: { description: "The market supervision authority, e.g. by its hotline 12315." },
    MEDIATION: { description: "Another mediator that both sides agreed on." },
    ARBITRATION: { description: "An arbitral tribunal, by agreement of both sides." },
    COURT: { description: "A people's court." },
  },
});
