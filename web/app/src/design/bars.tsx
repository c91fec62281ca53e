import type { ReactNode } from "react";
import { formatNumber } from "../text/format";
import type { Tone } from "./signs";

export interface BarRow {
  label: ReactNode;
  value: number;
  /** As it is read; else the number. */
  shown?: string;
  tone?: Tone;
}

/** A chart that is a list: the numbers are there for everybody, their lengths for those who see. */
export function Bars({ title, rows }: { title: string; rows: readonly BarRow[] }): ReactNode {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <ul className="bars" aria-label={title}>
      {rows.map(({ label, value, shown, tone }, at) => (
        <li key={at}>
          <span>{label}</span>
          <span aria-hidden="true">
            <span className="bar" data-tone={tone} style={{ display: "block", width: `${(100 * value) / most}%` }} />
          </span>
          <span className="numeric">{shown ?? formatNumber(value)}</span>
        </li>
      ))}
    </ul>
  );
}
