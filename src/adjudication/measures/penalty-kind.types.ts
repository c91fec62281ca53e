import { PENALTY_DESCRIPTIONS, type PenaltyKind as Kind } from "../../house-rules/measures.table";
import { defineEnum } from "../../platform/graphql/enum";

export const PenaltyKind = defineEnum<Kind>(
  "PenaltyKind",
  "A measure against a provider. Each has its effect by itself, from `Penalty.startsAt` to `Penalty.endsAt`.",
  PENALTY_DESCRIPTIONS,
);
export type PenaltyKind = Kind;
