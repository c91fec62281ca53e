import type { ReactNode } from "react";
import type { StatisticMeasure } from "../api/schema.generated";
import { useRead } from "../api/use-read";
import { TrendChart } from "../design/chart-trend";
import { Loaded } from "../design/loaded";
import { formatNumber } from "../text/format";
import { useLabel } from "../text/room-labels";
import { defineText, getLanguage, useText } from "../text/language";
import { FIGURE } from "./measures";
import { twelveMonths } from "./statistics-address";
import { TwelveMonthsDocument, type MonthFragment, type TwelveMonthsQuery } from "./statistics.generated";

const text = defineText("statisticsTrend", {
  en: {
    title: "{{measure}}, month by month",
    month: "Month",
    summary: "{{measure}}: {{last}} in {{month}}; most in {{mostMonth}}, {{most}}.",
  },
  zh: {
    title: "{{measure}}（逐月）",
    month: "月份",
    summary: "{{measure}}：{{month}} {{last}}；最多为 {{mostMonth}}，{{most}}。",
  },
});

/** The chosen measure beside what becomes of complaints: rulings, or, for those, the complaints. */
export function Trend({ to, measure }: { to: string; measure: StatisticMeasure }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12] = twelveMonths(to) as Twelve;
  const read = useRead(TwelveMonthsDocument, { m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12 });
  const title = say("title", { measure: label("StatisticMeasure", measure) });
  const measures: StatisticMeasure[] = [measure, measure === "RULINGS" ? "OPENED" : "RULINGS"];
  return (
    <section className="stack-tight" aria-labelledby="trend">
      <h2 id="trend">{title}</h2>
      <Loaded {...read}>
        {(months) => {
          const points = pointsOf(months, measure);
          const most = points.reduce((best, point) => (point.value > best.value ? point : best));
          return (
            <TrendChart
              title={title}
              unit={say("month")}
              names={points.map(({ month }) => month)}
              series={measures.map((each) => ({
                name: label("StatisticMeasure", each),
                values: pointsOf(months, each).map(({ value }) => value),
              }))}
              lastIsPartial={isWithinMonth(to)}
              summary={say("summary", {
                measure: label("StatisticMeasure", measure),
                last: formatNumber(points.at(-1)?.value ?? 0),
                month: points.at(-1)?.month ?? "",
                most: formatNumber(most.value),
                mostMonth: most.month,
              })}
            />
          );
        }}
      </Loaded>
    </section>
  );
}

/** The month of the last day is not over with it. */
const isWithinMonth = (day: string): boolean => new Date(Date.parse(day) + 86_400_000).getUTCDate() !== 1;

interface Day {
  from: string;
  to: string;
}
type Twelve = [Day, Day, Day, Day, Day, Day, Day, Day, Day, Day, Day, Day];

interface Point {
  month: string;
  value: number;
}

const monthName = (date: string): string =>
  new Intl.DateTimeFormat(getLanguage(), { year: "numeric", month: "short", timeZone: "UTC" }).format(new Date(date));

function pointsOf(months: TwelveMonthsQuery, measure: StatisticMeasure): Point[] {
  const { m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12 } = months;
  return [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12].map(({ from, total }: MonthFragment) => ({
    month: monthName(from),
    value: total.figures[FIGURE[measure]],
  }));
}
