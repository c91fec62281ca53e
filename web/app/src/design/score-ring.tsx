import type { ReactNode } from "react";
import { formatNumber } from "../text/format";
import styles from "./score-ring.module.css";

const RADIUS = 42;
const AROUND = 2 * Math.PI * RADIUS;

const toneOf = (score: number): string => (score >= 80 ? "good" : score >= 60 ? "fair" : score >= 40 ? "warn" : "bad");

/** A score from 0 to 100 as a ring, with the number in it; `label` says what it is. Without a score the ring is empty. */
export function ScoreRing({
  score,
  label,
  large = false,
}: {
  score: number | null | undefined;
  label: string;
  large?: boolean;
}): ReactNode {
  const known = score !== null && score !== undefined;
  return (
    <span
      className={styles.ring}
      data-large={large || undefined}
      data-tone={known ? toneOf(score) : undefined}
      role="img"
      aria-label={label}
      title={label}
    >
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle className={styles.ground} cx="50" cy="50" r={RADIUS} />
        {known && (
          <circle
            className={styles.share}
            cx="50"
            cy="50"
            r={RADIUS}
            strokeDasharray={`${(AROUND * Math.max(0, Math.min(score, 100))) / 100} ${AROUND}`}
          />
        )}
      </svg>
      <span aria-hidden="true">{known ? formatNumber(score) : "–"}</span>
    </span>
  );
}
