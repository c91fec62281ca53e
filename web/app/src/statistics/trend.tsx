import type { ReactNode } from "react";
import type { StatisticMeasure } from "../api/schema.generated";
import { useRead } from "../api/use-read";
import { Loaded } from "../design/loaded";
import { formatNumber } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, getLanguage, useText } from "../text/language";
import { FIGURE } from "./measures";
import { twelveMonths } from "./statistics-address";
import { TwelveMonthsDocument, type MonthFragment, type TwelveMonthsQuery } from "./statistics.generated";
import styles from "./statistics.module.css";

const text = defineText("statisticsTrend", {
  en: { title: "{{measure}}, month by month", numbers: "The numbers", month: "Month" },
  zh: { title: "{{measure}}（逐月）", numbers: "查看数字", month: "月份" },
});

export function Trend({ to, measure }: { to: string; measure: StatisticMeasure }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const [m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12] = twelveMonths(to) as Twelve;
  const read = useRead(TwelveMonthsDocument, { m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12 });
  const title = say("title", { measure: label("StatisticMeasure", measure) });
  return (
    <section className="stack-tight" aria-labelledby="trend">
      <h2 id="trend">{title}</h2>
      <Loaded {...read}>
        {(months) => (
          <figure className="card stack-tight">
            <Line points={pointsOf(months, measure)} />
            <details>
              <summary>{say("numbers")}</summary>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{say("month")}</th>
                    <th scope="col" className="numeric">
                      {label("StatisticMeasure", measure)}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {pointsOf(months, measure).map(({ month, value }) => (
                    <tr key={month}>
                      <th scope="row">{month}</th>
                      <td className="numeric">{formatNumber(value)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </details>
          </figure>
        )}
      </Loaded>
    </section>
  );
}

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

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [440, 180, 34, 34, 20, 24];

/** For sighted users; the numbers are below it for everyone. */
function Line({ points }: { points: readonly Point[] }): ReactNode {
  const most = Math.max(1, ...points.map(({ value }) => value));
  const x = (at: number): number => LEFT + ((WIDTH - LEFT - RIGHT) * at) / Math.max(1, points.length - 1);
  const y = (value: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / most);
  return (
    <svg className={styles.trend} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {[0, most].map((value) => (
        <g key={value}>
          <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(value)} y2={y(value)} />
          <text x={LEFT - 6} y={y(value) + 4} textAnchor="end">
            {formatNumber(value)}
          </text>
        </g>
      ))}
      <polyline points={points.map(({ value }, at) => `${x(at)},${y(value)}`).join(" ")} />
      {points.map(({ month, value }, at) => (
        <g key={month}>
          <circle cx={x(at)} cy={y(value)} r={3} />
          {value > 0 && (
            <text x={x(at)} y={y(value) - 8} textAnchor="middle">
              {formatNumber(value)}
            </text>
          )}
          {at % 3 === 2 && (
            <text x={x(at)} y={HEIGHT - 4} textAnchor="middle">
              {month}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}
