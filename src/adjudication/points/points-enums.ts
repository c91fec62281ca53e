import { registerEnumType } from "type-graphql";
import type { PointsEntryKind, ViolationFacts } from "./points.policy";

export const ViolationKindEnum: Record<ViolationFacts["kind"], ViolationFacts["kind"]> = {
  PROMISE_BROKEN: "PROMISE_BROKEN",
  NON_PERFORMANCE: "NON_PERFORMANCE",
};
registerEnumType(ViolationKindEnum, {
  name: "ViolationKind",
  description: "What a provider did wrong.",
  valuesConfig: {
    PROMISE_BROKEN: { description: "A promise of the order was broken." },
    NON_PERFORMANCE: {
      description:
        "What a final ruling ordered was not done in time, and not paid from the deposit; or a settlement of a case that was then decided for the consumer was not performed in time.",
    },
  },
});

export const PointsEntryKindEnum: Record<PointsEntryKind, PointsEntryKind> = {
  PROVISIONAL: "PROVISIONAL",
  COUNTED: "COUNTED",
  HALVED: "HALVED",
  RECOUNTED: "RECOUNTED",
  REVERSED: "REVERSED",
};
registerEnumType(PointsEntryKindEnum, {
  name: "PointsEntryKind",
  description: "Why a line stands in a provider's ledger of points.",
  valuesConfig: {
    PROVISIONAL: { description: "A ruling was issued that can still be appealed; the points do not count yet." },
    COUNTED: { description: "The ruling is final: the points count from now on, and the provisional ones are gone." },
    HALVED: { description: "The provider made it good at once: part of the points is taken off." },
    RECOUNTED: {
      description: "Another ruling came to count or was reversed, which changes what this violation weighs.",
    },
    REVERSED: { description: "The ruling was reversed: what stood is taken off." },
  },
});
