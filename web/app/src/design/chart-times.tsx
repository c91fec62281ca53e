import type { ReactNode } from "react";
import styles from "./chart.module.css";

const MOST_NAMES = 5;

/** About how long they are, with a gap: on a phone, where letters are largest; one of Chinese is as wide as it is high. */
const longest = (names: readonly string[]): number =>
  8 + Math.max(0, ...names.map((name) => [...name].reduce((sum, letter) => sum + (letter > "\u2e80" ? 15 : 8.5), 0)));

/** The times below a chart, as many as there is room for and the last one always; each catches the pointer over the chart's whole height. */
export function ChartTimes({
  names,
  x,
  width,
  height,
  onPoint,
}: {
  names: readonly string[];
  x: (index: number) => number;
  /** Of one of them. */
  width: number;
  height: number;
  onPoint: (index: number) => void;
}): ReactNode {
  // The last ends where the chart does, so that it reaches further back than half of its length.
  const every = Math.max(Math.ceil(names.length / MOST_NAMES), Math.ceil((longest(names) * 1.5) / width));
  return names.map((name, index) => (
    <g key={name}>
      {(names.length - 1 - index) % every === 0 && (
        <text x={x(index)} y={height - 6} textAnchor={index === names.length - 1 ? "end" : "middle"}>
          {name}
        </text>
      )}
      <rect
        className={styles.catch}
        x={x(index) - width / 2}
        y={0}
        width={width}
        height={height}
        onPointerEnter={() => onPoint(index)}
      />
    </g>
  ));
}
