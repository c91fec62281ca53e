import { defineEnum } from "../../platform/graphql/enum";
import type { OutlookKind } from "./outlook.pure";
import type { InputKind } from "./reputation-ledger.pure";

export const ReputationInputKind = defineEnum<InputKind>(
  "ReputationInputKind",
  "The kinds of inputs of a reputation. More may be added.",
  {
    ORDER_COMPLETED:
      "An order was completed and its payment confirmed; its consumer is not one of the provider's own people and was registered some days before.",
    UPHELD: "A final ruling found a promise broken, or a body outside the platform decided for the consumer.",
    SETTLED: "A complaint was settled between the sides.",
    ANSWERED: "The provider first answered a complaint in time; like verdicts, of an order that counts once completed.",
    UNANSWERED: "The provider did not answer a complaint in time.",
    SOLVED: "The consumer says that a complaint is solved.",
    PARTLY_SOLVED: "The consumer says that a complaint is partly solved.",
    NOT_SOLVED: "The consumer says that a complaint is not solved.",
    FORMULA_CHANGED: "The formula has changed; everything was counted again.",
  },
);

export const ReputationLabel = defineEnum("ReputationLabel", "Whether a provider's score is shown.", {
  RATED: "It has a score.",
  NEW: "Too few orders weigh for a score to mean something.",
  HIDDEN: "The cooperation has ended for good (解除合作); no score is shown.",
});
export type ReputationLabel = keyof typeof ReputationLabel;

export const ReputationPart = defineEnum(
  "ReputationPart",
  "Which part of a reputation an input goes into; see `ReputationParts`.",
  {
    ORDERS: "`orders`, N of the formula.",
    FAULTS: "`faults`, D of the formula.",
    ANSWERED: "`answered`, R of the formula.",
    SOLVED: "`solved`, S of the formula.",
  },
);
export type ReputationPart = keyof typeof ReputationPart;

export const OutlookKindEnum = defineEnum<OutlookKind>(
  "ReputationOutlookKind",
  "What would change a score. More may be added.",
  {
    CLEAN_ORDERS: "`count` more orders are completed without a breach.",
    ANSWERS_IN_TIME: "The next `count` complaints are first answered in time.",
    SOLVED_CASES: "The consumers of the next `count` complaints say that they are solved.",
    VERIFICATION: "All verification and training that is required is complete.",
    FADING: "Time passes until `at`, when the broken promise that weighs most has lost another half of its weight.",
    MEASURE_ENDS: "The measure that holds the score down ends automatically at `at`.",
  },
);
