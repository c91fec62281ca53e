import { registerEnumType } from "type-graphql";

export const PenaltyStatus = {
  SCHEDULED: "SCHEDULED",
  AWAITING_APPROVAL: "AWAITING_APPROVAL",
  DECLINED: "DECLINED",
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
    AWAITING_APPROVAL: {
      description:
        "The provider's points call for it; it has no effect until leads who did not rule on the case have agreed.",
    },
    DECLINED: { description: "A lead did not agree; it never had any effect." },
    ACTIVE: { description: "Acts." },
    STAYED: { description: "Suspended while an appeal is decided; has no effect." },
    EXPIRED: { description: "Over: its time has passed, or what it demanded was paid." },
    REVERSED: { description: "Taken back with the ruling that caused it, as if it had never been." },
    SUPERSEDED: {
      description:
        "A graver measure that covers the rest of its time took its place; when that one is taken back, it acts again.",
    },
  },
});
