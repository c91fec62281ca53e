import type { ReactNode } from "react";
import { formatNumber } from "../text/format";
import styles from "./chart.module.css";

interface Props {
  value: number;
  /** What may be added to it: drawn hatched after it. */
  pending: number;
  steps: readonly { at: number; what: string }[];
  /** In words, for who does not see it. */
  summary: string;
}

/** How far it is to each step, and what each step does. */
export function Gauge({ value, pending, steps, summary }: Props): ReactNode {
  const end = Math.max(value + pending, steps.at(-1)?.at ?? 0, 1);
  const share = (part: number): string => `${(100 * Math.min(part, end)) / end}%`;
  return (
    <div className={styles.gauge}>
      <div role="img" aria-label={summary} className={styles.track}>
        <span className={styles.filled} data-tone={toneOf(value, steps)} style={{ width: share(value) }} />
        {pending > 0 && (
          <span className={styles.pending} style={{ insetInlineStart: share(value), width: share(pending) }} />
        )}
        {steps.map(({ at }) => (
          <span
            key={at}
            className={styles.mark}
            data-end={at === end || undefined}
            style={{ insetInlineStart: share(at) }}
          >
            {formatNumber(at)}
          </span>
        ))}
      </div>
      <ol className={styles.steps}>
        {steps.map(({ at, what }) => (
          <li key={at} data-reached={value >= at || undefined}>
            <strong className="numeric">{formatNumber(at)}</strong>
            <span>{what}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function toneOf(value: number, steps: Props["steps"]): "good" | "warn" | "bad" {
  const reached = steps.filter(({ at }) => value >= at).length;
  return reached === 0 ? "good" : reached <= 1 ? "warn" : "bad";
}
