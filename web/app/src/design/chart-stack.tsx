import type { ReactNode } from "react";
import { comma, formatNumber } from "../text/format";
import { ChartFrame, Legend, SERIES } from "./chart-frame";
import styles from "./chart.module.css";

interface Props {
  title: string;
  /** What a row is: a person, a queue. */
  unit: string;
  /** What the parts of a row are, in the order in which they are drawn. */
  parts: readonly string[];
  rows: readonly { name: string; values: readonly number[] }[];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Rows made of parts, on one scale: what there is, and of what it consists. */
export function StackChart({ title, unit, parts, rows }: Props): ReactNode {
  const most = Math.max(1, ...rows.map(({ values }) => sum(values)));
  return (
    <ChartFrame
      table={{
        title,
        heads: [unit, ...parts],
        rows: rows.map(({ name, values }) => [name, ...values.map((value) => formatNumber(value))]),
      }}
    >
      <Legend
        entries={parts.map((name, at) => ({
          name,
          ...(rows.length === 1 && { shown: formatNumber(rows[0]?.values[at] ?? 0) }),
        }))}
      />
      <ul className={styles.stacks} aria-label={title}>
        {rows.map(({ name, values }) => (
          <li key={name}>
            <span>{name}</span>
            <span
              className={styles.stack}
              role="img"
              aria-label={parts.map((part, at) => `${part} ${formatNumber(values[at] ?? 0)}`).join(comma())}
            >
              {values.map(
                (value, at) =>
                  value > 0 && (
                    <span
                      key={parts[at]}
                      data-series={at % SERIES}
                      style={{ width: `${(100 * value) / most}%` }}
                      title={`${parts[at]} ${formatNumber(value)}`}
                    />
                  ),
              )}
            </span>
            <strong className="numeric">{formatNumber(sum(values))}</strong>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
