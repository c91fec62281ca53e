import type { ComplaintStatus } from "../../case/complaints/complaint.lifecycle";
import type { Measure, PeopleMeasure, PublicMeasure } from "./statistics-enums.types";

export type FigureUnit = "COUNT" | "SHARE" | "MEAN" | "DAYS";
type Counted = Measure | PublicMeasure;
/** Of histograms: the times of this stage. */
type Timed = "COUNTED" | "REMEDY";

/** To which quarter something belongs. */
export type FigureWindow = "OPENED" | "TALKS" | "VERDICT" | "RULING" | "STEP" | "CLOSED";

interface Definition {
  unit: FigureUnit;
  window: FigureWindow;
  /** What is counted; of a mean the sum. */
  numerator?: Counted;
  denominator: Counted | Timed | "PLATFORM_STAGES";
  /** Of how many people the denominator tells. */
  people: PeopleMeasure;
}

/** Each figure as it is computed; what it means is said in the dictionary, by the same name. */
// oxfmt-ignore
export const PUBLIC_FIGURES = {
  OPENED:           { unit: "COUNT", window: "OPENED", denominator: "FILED", people: "OPENED_BY" },
  ANSWERED:         { unit: "SHARE", window: "TALKS", numerator: "ANSWERED",     denominator: "ASKED", people: "ASKED_BY" },
  SOLVED:           { unit: "SHARE", window: "VERDICT", numerator: "SOLVED",       denominator: "JUDGED", people: "JUDGED_BY" },
  SATISFACTION:     { unit: "MEAN", window: "VERDICT", numerator: "SATISFACTION", denominator: "JUDGED", people: "JUDGED_BY" },
  REMEDIES_REACHED: { unit: "SHARE", window: "RULING", numerator: "REACHED",      denominator: "ORDERED", people: "ORDERED_BY" },
  DAYS_TO_REMEDY:   { unit: "DAYS", window: "RULING", denominator: "REMEDY", people: "REACHED_BY" },
  OVERTURNED:       { unit: "SHARE", window: "RULING", numerator: "OVERTURNED",   denominator: "RULINGS", people: "RULINGS_BY" },
  PLATFORM_LATE:    { unit: "SHARE", window: "STEP", denominator: "PLATFORM_STAGES", people: "STEPS_BY" },
  DAYS_TO_CLOSE:    { unit: "DAYS", window: "CLOSED", denominator: "COUNTED", people: "CLOSED_BY" },
} as const satisfies Record<string, Definition>;
export type PublicFigureName = keyof typeof PUBLIC_FIGURES;

/** The stages in which the platform, and nobody else, has to act in time. */
export const PLATFORM_STAGES: readonly ComplaintStatus[] = ["SUBMITTED", "UNDER_REVIEW", "APPEALED"];
