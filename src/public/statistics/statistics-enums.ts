import { registerEnumType } from "type-graphql";

export const Dimension = {
  RULE: "RULE",
  PROMISE_KIND: "PROMISE_KIND",
  ROOT_CAUSE: "ROOT_CAUSE",
  CATEGORY: "CATEGORY",
  PROVIDER: "PROVIDER",
  OUTCOME: "OUTCOME",
  CLOSURE_REASON: "CLOSURE_REASON",
} as const;
export type Dimension = keyof typeof Dimension;
registerEnumType(Dimension, {
  name: "StatisticDimension",
  description:
    "By what cases and rulings are told apart. One that has several (promises, rules) counts under each of them.",
  valuesConfig: {
    RULE: { description: "Rulings by the codes of the rules they cite. No cases." },
    PROMISE_KIND: { description: "Cases by the kinds of the promises complained of; rulings by those they find on." },
    ROOT_CAUSE: { description: "Rulings by why it came to this. No cases." },
    CATEGORY: { description: "By category of the service ordered." },
    PROVIDER: { description: "By provider; values are provider ids, `prv_…`." },
    OUTCOME: { description: "Rulings by what was decided. No cases." },
    CLOSURE_REASON: { description: "Cases closed, by why. Nothing else." },
  },
});

export const Comparison = { PERIOD_BEFORE: "PERIOD_BEFORE", YEAR_BEFORE: "YEAR_BEFORE" } as const;
export type Comparison = keyof typeof Comparison;
registerEnumType(Comparison, {
  name: "StatisticComparison",
  description: "With which earlier period figures are compared.",
  valuesConfig: {
    PERIOD_BEFORE: { description: "As many days, right before." },
    YEAR_BEFORE: { description: "The same days, a year earlier." },
  },
});

export const Measure = {
  OPENED: "OPENED",
  REOPENED: "REOPENED",
  CLOSED: "CLOSED",
  RULINGS: "RULINGS",
  UPHELD: "UPHELD",
  PARTLY_UPHELD: "PARTLY_UPHELD",
  DISMISSED: "DISMISSED",
  APPEALS: "APPEALS",
  OVERTURNED: "OVERTURNED",
  FINAL: "FINAL",
} as const;
export type Measure = keyof typeof Measure;
registerEnumType(Measure, {
  name: "StatisticMeasure",
  description: "What is counted; see the fields of `StatisticFigures`.",
  valuesConfig: {
    OPENED: { description: "Cases opened." },
    REOPENED: { description: "Cases taken up again." },
    CLOSED: { description: "Cases closed." },
    RULINGS: { description: "Rulings published." },
    UPHELD: { description: "Rulings that found every promise broken." },
    PARTLY_UPHELD: { description: "Rulings that found some promise broken." },
    DISMISSED: { description: "Rulings that found none broken." },
    APPEALS: { description: "Appeals against the period's rulings." },
    OVERTURNED: { description: "Rulings of the period overturned since." },
    FINAL: { description: "Rulings of the period become final since." },
  },
});
