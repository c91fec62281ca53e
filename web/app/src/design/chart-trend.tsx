import { useState, type ReactNode } from "react";
import { formatNumber } from "../text/format";
import { ChartFrame, Legend } from "./chart-frame";
import { ChartGrid } from "./chart-grid";
import { ticksUpTo } from "./chart-ticks";
import { ChartTimes } from "./chart-times";
import styles from "./chart.module.css";

interface Series {
  name: string;
  values: readonly (number | null)[];
}

interface Props {
  title: string;
  /** What the points are: months. */
  unit: string;
  names: readonly string[];
  series: readonly Series[];
  /** The last point is of a time that is not over: what leads to it is dashed. */
  lastIsPartial?: boolean;
  /** The same in a sentence, for who does not see it. */
  summary: string;
  format?: (value: number) => string;
}

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [480, 190, 38, 30, 12, 26];

/** How something went: one line each, the first with its area. Under the pointer the numbers of that time. */
export function TrendChart({
  title,
  unit,
  names,
  series,
  lastIsPartial = false,
  summary,
  format = formatNumber,
}: Props): ReactNode {
  const [at, setAt] = useState<number | null>(null);
  const shownAt = at ?? names.length - 1;
  const ticks = ticksUpTo(Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))));
  const top = ticks.at(-1) ?? 1;
  const width = (WIDTH - LEFT - RIGHT) / Math.max(1, names.length - 1);
  const x = (index: number): number => LEFT + width * index;
  const y = (value: number): number => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top);
  const written = (value: number | null | undefined): string =>
    value === null || value === undefined ? "–" : format(value);
  return (
    <ChartFrame
      table={{
        title,
        heads: [unit, ...series.map(({ name }) => name)],
        rows: names.map((name, index) => [name, ...series.map(({ values }) => written(values[index]))]),
      }}
    >
      <div className="row spread small" aria-hidden="true">
        <Legend entries={series.map(({ name, values }) => ({ name, shown: written(values[shownAt]) }))} />
        <span className="muted">{names[shownAt]}</span>
      </div>
      <svg
        className={styles.chart}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={summary}
        onPointerLeave={() => setAt(null)}
      >
        <ChartGrid ticks={ticks} from={LEFT} to={WIDTH - RIGHT} y={y} format={format} />
        {at !== null && <line className={styles.hair} x1={x(at)} x2={x(at)} y1={TOP} y2={HEIGHT - BOTTOM} />}
        {series.map(({ name, values }, index) => {
          const points = values.flatMap((value, here) => (value === null ? [] : [{ here, x: x(here), y: y(value) }]));
          const sure = lastIsPartial ? points.filter(({ here }) => here < names.length - 1) : points;
          const first = points[0];
          const last = sure.at(-1);
          return (
            <g key={name} data-series={index}>
              {index === 0 && first && last && (
                <path className={styles.area} d={`${pathOf(sure)}L${last.x} ${y(0)}L${first.x} ${y(0)}Z`} />
              )}
              <path className={styles.line} d={pathOf(sure)} />
              {lastIsPartial && <path className={styles.line} data-partial d={pathOf(points.slice(-2))} />}
              {points
                .filter(({ here }) => here === shownAt)
                .map((point) => (
                  <circle key={point.here} cx={point.x} cy={point.y} r={3.5} />
                ))}
            </g>
          );
        })}
        <ChartTimes names={names} x={x} width={width} height={HEIGHT} onPoint={setAt} />
      </svg>
    </ChartFrame>
  );
}

const pathOf = (points: readonly { x: number; y: number }[]): string =>
  points.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
