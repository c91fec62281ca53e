import { registerEnumType } from "type-graphql";
import { PENALTY_DESCRIPTIONS, PENALTY_KINDS, type PenaltyKind as Kind } from "../../house-rules/measures";

export type PenaltyKind = Kind;
export const PenaltyKind = Object.fromEntries(PENALTY_KINDS.map((kind) => [kind, kind])) as { [K in Kind]: K };

registerEnumType(PenaltyKind, {
  name: "PenaltyKind",
  description:
    "A measure against a provider. Each has its effect by itself, from `Penalty.startsAt` to `Penalty.endsAt`.",
  valuesConfig: Object.fromEntries(PENALTY_KINDS.map((kind) => [kind, { description: PENALTY_DESCRIPTIONS[kind] }])),
});
