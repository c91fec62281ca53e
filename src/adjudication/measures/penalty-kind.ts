import { defineEnum } from "../../platform/graphql/enum";

export const PenaltyKind = defineEnum(
  "PenaltyKind",
  "A measure against a provider. Each has its effect by itself, from `Penalty.startsAt` to `Penalty.endsAt`.",
  {
    WARNING: "警告. Kept on the record. Takes no days.",
    PUBLIC_NOTICE: "公示. Shown in the public register. Takes no days.",
    RANK_DEMOTION: "降权. All listings of the provider stand after those of others in search, for a number of days.",
    MANDATORY_TRAINING: "培训. The provider must pass a course. Takes no days.",
    FINE: "罚款. Needs an amount; takes no days. Due when the ruling is final.",
    LISTING_FREEZE: "冻结. One listing, or all when none is named, cannot be ordered, for a number of days.",
    SUSPENSION:
      "封号. The provider neither publishes nor sells, for a number of days; it can still defend itself and perform. Needs a second approver.",
    TERMINATION: "解除合作. The provider is out, without end. Needs a second approver.",
  },
);
export type PenaltyKind = keyof typeof PenaltyKind;
