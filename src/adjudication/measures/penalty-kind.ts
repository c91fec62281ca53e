import { registerEnumType } from "type-graphql";

export const PenaltyKind = {
  WARNING: "WARNING",
  PUBLIC_NOTICE: "PUBLIC_NOTICE",
  RANK_DEMOTION: "RANK_DEMOTION",
  MANDATORY_TRAINING: "MANDATORY_TRAINING",
  FINE: "FINE",
  LISTING_FREEZE: "LISTING_FREEZE",
  SUSPENSION: "SUSPENSION",
  TERMINATION: "TERMINATION",
} as const;
export type PenaltyKind = keyof typeof PenaltyKind;

registerEnumType(PenaltyKind, {
  name: "PenaltyKind",
  description:
    "A measure against a provider. Each has its effect by itself, from `Penalty.startsAt` to `Penalty.endsAt`.",
  valuesConfig: {
    WARNING: { description: "警告. Kept on the record. Takes no days." },
    PUBLIC_NOTICE: { description: "公示. Shown in the public register. Takes no days." },
    RANK_DEMOTION: {
      description: "降权. All listings of the provider stand after those of others in search, for a number of days.",
    },
    MANDATORY_TRAINING: { description: "培训. The provider must pass a course. Takes no days." },
    FINE: { description: "罚款. Needs an amount; takes no days. Due when the ruling is final." },
    LISTING_FREEZE: {
      description: "冻结. One listing, or all when none is named, cannot be ordered, for a number of days.",
    },
    SUSPENSION: {
      description:
        "封号. The provider neither publishes nor sells, for a number of days; it can still defend itself and perform. Needs a second approver.",
    },
    TERMINATION: { description: "解除合作. The provider is out, without end. Needs a second approver." },
  },
});
