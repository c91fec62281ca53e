import type { StatisticMeasure } from "../api/schema.generated";
import type { FiguresShownFragment } from "./statistics.generated";

type Count = Exclude<keyof FiguresShownFragment, "upheldRate" | "overturnRate">;

/** The fields of a response that hold the counts. */
export const FIGURE: Record<StatisticMeasure, Count> = {
  OPENED: "opened",
  REOPENED: "reopened",
  CLOSED: "closed",
  RULINGS: "rulings",
  UPHELD: "upheld",
  PARTLY_UPHELD: "partlyUpheld",
  DISMISSED: "dismissed",
  APPEALS: "appeals",
  OVERTURNED: "overturned",
  FINAL: "final",
  OUTSIDE: "outside",
  OUTSIDE_UPHELD: "outsideUpheld",
};
export const MEASURES = Object.keys(FIGURE) as StatisticMeasure[];

export const RATES = ["upheldRate", "overturnRate"] as const;
