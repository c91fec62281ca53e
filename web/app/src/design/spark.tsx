import type { ReactNode } from "react";
import styles from "./spark.module.css";

export interface Point {
  /** Where it is on the line, in words: its month. */
  name: string;
  /** Null: nothing is known of it; the line begins after it. */
  value: number | null;
}

const WIDTH = 300;
const HEIGHT = 84;
const ROOM = 8;

/**
 * A line without axes: how something went, the first and the last named below it. `caption` says the same in words, for everybody;
 * fewer than two known values are no line.
 */
export function Spark({ points, caption }: { points: readonly Point[]; caption: string }): ReactNode {
  const known = points.flatMap(({ value }, at) => (value === null ? [] : [{ at, value }]));
  const [first] = known;
  const last = known.at(-1);
  if (!first || !last || known.length < 2) return null;
  const values = known.map(({ value }) => value);
  // A change of two points is no cliff.
  const span = Math.max(20, Math.max(...values) - Math.min(...values));
  const middle = (Math.max(...values) + Math.min(...values)) / 2;
  const x = (at: number): number => (at * WIDTH) / (points.length - 1);
  const y = (value: number): number => HEIGHT / 2 - ((value - middle) / span) * (HEIGHT - 2 * ROOM);
  const line = known
    .map(({ at, value }, index) => `${index ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`)
    .join("");
  return (
    <figure className={styles.spark}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
        <path className={styles.area} d={`${line}L${x(last.at)} ${HEIGHT}L${x(first.at).toFixed(1)} ${HEIGHT}Z`} />
        <path className={styles.line} d={line} />
      </svg>
      <figcaption>
        <span aria-hidden="true">{points[0]?.name}</span>
        <span>{caption}</span>
        <span aria-hidden="true">{points.at(-1)?.name}</span>
      </figcaption>
    </figure>
  );
}
