import { defineEnum } from "../../platform/graphql/enum";

export const PenaltyStatus = defineEnum("PenaltyStatus", "Where a penalty stands, at the moment of asking.", {
  SCHEDULED: "Ordered; starts when the ruling is final, or at `startsAt`.",
  AWAITING_APPROVAL:
    "The provider's points call for it; it has no effect until leads who did not rule on the case have agreed.",
  DECLINED: "A lead did not agree; it never had any effect.",
  ACTIVE: "Acts.",
  STAYED: "Suspended while an appeal is decided; has no effect.",
  EXPIRED: "Over: its time has passed, or what it demanded was paid.",
  REVERSED: "Taken back with the ruling that caused it, as if it had never been.",
  SUPERSEDED:
    "A graver measure that covers the rest of its time took its place; when that one is taken back, it acts again.",
});
export type PenaltyStatus = keyof typeof PenaltyStatus;
