import { registerEnumType } from "type-graphql";

export const PenaltyStatus = {
  SCHEDULED: "SCHEDULED",
  ACTIVE: "ACTIVE",
  STAYED: "STAYED",
  EXPIRED: "EXPIRED",
  REVERSED: "REVERSED",
  SUPERSEDED: "SUPERSEDED",
} as const;
export type PenaltyStatus = keyof typeof PenaltyStatus;

registerEnumType(PenaltyStatus, {
  name: "PenaltyStatus",
  description: "Where a penalty stands, at the moment of asking.",
  valuesConfig: {
    SCHEDULED: { description: "Ordered; starts when the ruling is final, or at `startsAt`." },
    ACTIVE: { description: "Acts." },
    STAYED: { description: "Suspended while an appeal is decided; has no effect." },
    EXPIRED: { description: "Over: its time has passed." },
    REVERSED: { description: "Taken back with the ruling that caused it, as if it had never been." },
    SUPERSEDED: { description: "Replaced by a graver measure." },
  },
});
