import { defineEnum } from "../../platform/graphql/enum";

export const Dimension = defineEnum(
  "StatisticDimension",
  "The dimension by which cases and rulings are grouped. One that has several values (promises, rules) counts under each of them.",
  {
    RULE: "Rulings by the codes of the rules they cite. No cases.",
    PROMISE_KIND: "Cases by the kinds of the promises complained of; rulings by those they find on.",
    ROOT_CAUSE: "Rulings by why it came to this. No cases.",
    CATEGORY: "By category of the service ordered.",
    PROVIDER: "By provider; values are provider ids, `prv_…`.",
    OUTCOME: "Rulings by what was decided. No cases.",
    CLOSURE_REASON: "Cases closed, by why. Nothing else.",
  },
);
export type Dimension = keyof typeof Dimension;

export const Comparison = defineEnum("StatisticComparison", "With which earlier period figures are compared.", {
  PERIOD_BEFORE: "As many days as the period has, right before it.",
  YEAR_BEFORE: "The days of the period, a year earlier.",
});
export type Comparison = keyof typeof Comparison;

export const Measure = defineEnum("StatisticMeasure", "What is counted; see the fields of `StatisticFigures`.", {
  OPENED: "Number of cases opened.",
  REOPENED: "Number of cases reopened.",
  CLOSED: "Number of cases closed.",
  RULINGS: "Number of rulings published.",
  UPHELD: "Rulings that found every promise broken.",
  PARTLY_UPHELD: "Rulings that found some promise broken.",
  DISMISSED: "Rulings that found none broken.",
  APPEALS: "Appeals against the period's rulings.",
  OVERTURNED: "Rulings of the period overturned since.",
  FINAL: "Rulings of the period become final since.",
  OUTSIDE: "Cases that a body outside the platform decided for one of the sides.",
  OUTSIDE_UPHELD: "Cases that a body outside the platform decided for the consumer, in whole or in part.",
});
export type Measure = keyof typeof Measure;

/** Under the state, by which the backlog is told: how many more cases came into it than left it. */
export type StateMeasure = "NET";

/** Counted by month only, for the public statistics: see public-figures.projection.ts. */
// oxfmt-ignore
const COUNTED_FOR_THE_PUBLIC = ["FILED", "ASKED", "ANSWERED", "JUDGED", "SOLVED", "SATISFACTION", "ORDERED", "REACHED"] as const;
/** Of how many people each denominator tells: consumers, once for each provider and quarter. */
// oxfmt-ignore
const PEOPLE_MEASURES = [
  "OPENED_BY", "ASKED_BY", "JUDGED_BY", "ORDERED_BY", "REACHED_BY", "RULINGS_BY", "STEPS_BY", "CLOSED_BY",
] as const;
export type PeopleMeasure = (typeof PEOPLE_MEASURES)[number];
export const PUBLIC_MEASURES = [...COUNTED_FOR_THE_PUBLIC, ...PEOPLE_MEASURES] as const;
export type PublicMeasure = (typeof PUBLIC_MEASURES)[number];
