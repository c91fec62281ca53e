import { defineEnum } from "../../platform/graphql/enum";
import type { ViolationFacts } from "./points.pure";
import type { PointsEntryKind } from "./points-entries.pure";

export const ViolationKindEnum = defineEnum<ViolationFacts["kind"]>("ViolationKind", "What a provider did wrong.", {
  PROMISE_BROKEN: "A promise of the order was broken.",
  NON_PERFORMANCE:
    "A remedy of a ruling that is final by now was neither performed in time nor paid from the deposit; or a settlement of a case that was then decided for the consumer was not performed in time.",
});

export const PointsEntryKindEnum = defineEnum<PointsEntryKind>(
  "PointsEntryKind",
  "Why a line was written in a provider's ledger of points.",
  {
    PROVISIONAL: "A ruling was issued that can still be appealed against; the points do not count yet.",
    COUNTED: "The ruling is final: the points count from now on, and the provisional ones end.",
    HALVED: "The provider remedied it promptly: part of the points is removed.",
    RECOUNTED: "Another ruling came to count or was reversed, which changes what this violation weighs.",
    REVERSED: "It was reversed, as a rule with its ruling: the remaining points are removed.",
  },
);
