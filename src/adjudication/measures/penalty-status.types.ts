import { defineEnum } from "../../platform/graphql/enum";

export const PenaltyStatus = defineEnum("PenaltyStatus", "The current status of a penalty.", {
  SCHEDULED: "Ordered; starts when the ruling is final, or at `startsAt`.",
  AWAITING_APPROVAL:
    "The provider's points require it; it has no effect until leads who did not rule on the case have approved it.",
  DECLINED: "A lead declined it; it never had any effect.",
  ACTIVE: "It is in effect.",
  STAYED: "Suspended while an appeal is decided; has no effect.",
  EXPIRED: "Over: its time has passed, or what it demanded was paid.",
  REVERSED: "Reversed with the ruling that caused it, as if it had never been ordered.",
  SUPERSEDED: "A graver measure that covers the rest of its time replaced it; if that one is reversed, it acts again.",
});
export type PenaltyStatus = keyof typeof PenaltyStatus;
