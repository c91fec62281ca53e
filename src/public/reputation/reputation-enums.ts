import { registerEnumType } from "type-graphql";
import { OUTLOOK_KINDS, type OutlookKind } from "./outlook.policy";
import { INPUT_KINDS, type InputKind } from "./reputation-ledger.policy";

/** Registers the policies' words as an enum whose values are called what they say. */
function enumOf<T extends string>(
  name: string,
  description: string,
  words: readonly T[],
  says: Record<T, string>,
): { [K in T]: K } {
  const values = Object.fromEntries(words.map((word) => [word, word])) as { [K in T]: K };
  const valuesConfig = Object.fromEntries(words.map((word) => [word, { description: says[word] }]));
  registerEnumType(values, { name, description, valuesConfig: valuesConfig as never });
  return values;
}

export const ReputationInputKind = enumOf<InputKind>(
  "ReputationInputKind",
  "What happened that a reputation is made of. More may be added.",
  INPUT_KINDS,
  {
    ORDER_COMPLETED:
      "An order was completed and its payment confirmed, of a consumer who is not the provider's own and was registered some days before.",
    UPHELD: "A final ruling found a promise broken.",
    SETTLED: "A complaint was settled between the sides.",
    ANSWERED: "The provider first answered a complaint in time.",
    UNANSWERED: "The provider did not answer a complaint in time.",
    SOLVED: "The consumer says that a complaint is solved.",
    PARTLY_SOLVED: "The consumer says that a complaint is partly solved.",
    NOT_SOLVED: "The consumer says that a complaint is not solved.",
    FORMULA_CHANGED: "The formula has changed; everything was counted again.",
  },
);

export const ReputationLabel = enumOf(
  "ReputationLabel",
  "Whether a provider's score is shown.",
  ["RATED", "NEW", "HIDDEN"],
  {
    RATED: "It has a score.",
    NEW: "Too few orders weigh for a score to mean something.",
    HIDDEN: "The cooperation has ended for good (解除合作); no score is shown.",
  },
);
export type ReputationLabel = keyof typeof ReputationLabel;

export const ReputationPart = enumOf(
  "ReputationPart",
  "Which part of a reputation an input goes into; see `ReputationParts`.",
  ["ORDERS", "FAULTS", "ANSWERED", "SOLVED"],
  {
    ORDERS: "`orders`, N of the formula.",
    FAULTS: "`faults`, D of the formula.",
    ANSWERED: "`answered`, R of the formula.",
    SOLVED: "`solved`, S of the formula.",
  },
);
export type ReputationPart = keyof typeof ReputationPart;

export const OutlookKindEnum = enumOf<OutlookKind>(
  "ReputationOutlookKind",
  "What would change a score. More may be added.",
  OUTLOOK_KINDS,
  {
    CLEAN_ORDERS: "`count` more orders are completed without a breach.",
    ANSWERS_IN_TIME: "The next `count` complaints are first answered in time.",
    SOLVED_CASES: "The consumers of the next `count` complaints say that they are solved.",
    VERIFICATION: "All verification and training that is required is complete.",
    FADING: "Time passes until `at`, when the broken promise that weighs most has lost another half of its weight.",
    MEASURE_ENDS: "The measure that holds the score down ends by itself at `at`.",
  },
);
