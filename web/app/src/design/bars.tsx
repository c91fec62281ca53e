import type { ReactNode } from "react";
import { formatNumber } from "../text/format";
import { defineText, useText } from "../text/language";
import type { Tone } from "./badge";

const text = defineText("bars", { en: { before: "before: {{value}}" }, zh: { before: "此前：{{value}}" } });

export interface BarRow {
  label: ReactNode;
  value: number;
  /** The text for the number; by default the number itself. */
  shown?: string;
  /** The number for comparison, shown as a thin bar below and in figures. */
  before?: number | undefined;
  tone?: Tone;
}

/** A chart that is a list: the numbers are there for everyone, the bars for sighted users. */
export function Bars({ title, rows }: { title: string; rows: readonly BarRow[] }): ReactNode {
  const say = useText(text);
  const most = Math.max(1, ...rows.flatMap(({ value, before = 0 }) => [value, before]));
  const width = (value: number) => ({ display: "block", width: `${(100 * value) / most}%` });
  return (
    <ul className="bars" aria-label={title}>
      {rows.map(({ label, value, shown, before, tone }, at) => (
        <li key={at}>
          <span>{label}</span>
          <span aria-hidden="true">
            <span className="bar" data-tone={tone} style={width(value)} />
            {before !== undefined && before > 0 && <span className="bar" data-before style={width(before)} />}
          </span>
          <span className="numeric">
            {shown ?? formatNumber(value)}
            {before !== undefined && (
              <span className="muted small"> {say("before", { value: formatNumber(before) })}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
