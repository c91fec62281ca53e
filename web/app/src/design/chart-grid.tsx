import type { ReactNode } from "react";
import styles from "./chart.module.css";

/** The lines across a chart, from one side of it to the other, each with its number before it. */
export function ChartGrid({
  ticks,
  from,
  to,
  y,
  format,
}: {
  ticks: readonly number[];
  from: number;
  to: number;
  y: (value: number) => number;
  format: (value: number) => string;
}): ReactNode {
  return ticks.map((value) => (
    <g key={value}>
      <line className={value === 0 ? styles.base : styles.grid} x1={from} x2={to} y1={y(value)} y2={y(value)} />
      <text x={from - 6} y={y(value) + 4} textAnchor="end">
        {format(value)}
      </text>
    </g>
  ));
}
