import { defineEnum } from "../../platform/graphql/enum";
import type { PointsEntryKind, ViolationFacts } from "./points.pure";

export const ViolationKindEnum = defineEnum<ViolationFacts["kind"]>("ViolationKind", "What a provider did wrong.", {
  PROMISE_BROKEN: "A promise of the order was broken.",
  NON_PERFORMANCE:
    "What a final ruling ordered was not done in time, and not paid from the deposit; or a settlement of a case that was then decided for the consumer was not performed in time.",
});

export const PointsEntryKindEnum = defineEnum<PointsEntryKind>(
  "PointsEntryKind",
  "Why a line stands in a provider's ledger of points.",
  {
    PROVISIONAL: "A ruling was issued that can still be appealed; the points do not count yet.",
    COUNTED: "The ruling is final: the points count from now on, and the provisional ones are gone.",
    HALVED: "The provider made it good at once: part of the points is taken off.",
    RECOUNTED: "Another ruling came to count or was reversed, which changes what this violation weighs.",
    REVERSED: "The ruling was reversed: what stood is taken off.",
  },
);
