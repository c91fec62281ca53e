import type { ReactNode } from "react";
import { defineText, useText } from "../text/language";
import styles from "./chart.module.css";
import { DataTable } from "./data-table";

const text = defineText("chart", { en: { numbers: "The numbers" }, zh: { numbers: "查看数字" } });

export interface ChartTable {
  /** What it is of; the label of the table. */
  title: string;
  heads: readonly string[];
  /** The first cell of each row is its heading. */
  rows: readonly (readonly string[])[];
}

/** A picture of numbers, and the numbers: whoever does not see it, or wants to know exactly, has the table beneath. */
export function ChartFrame({ table, children }: { table: ChartTable; children: ReactNode }): ReactNode {
  const say = useText(text);
  return (
    <figure className={`card stack-tight ${styles.frame}`}>
      {children}
      <details className={styles.numbers}>
        <summary>{say("numbers")}</summary>
        <DataTable
          label={table.title}
          matrix
          heads={table.heads.map((head, at) => (at > 0 ? { numeric: head } : head))}
        >
          {table.rows.map(([name, ...cells]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, at) => (
                <td key={at} className="numeric">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </DataTable>
      </details>
    </figure>
  );
}

export interface LegendEntry {
  name: string;
  shown?: string;
}

/** Colours have names beside them, in the order in which they are drawn. */
export function Legend({ entries }: { entries: readonly LegendEntry[] }): ReactNode {
  return (
    <ul className={styles.legend}>
      {entries.map(({ name, shown }, at) => (
        <li key={name}>
          <span className={styles.key} data-series={at % SERIES} aria-hidden="true" />
          {name}
          {shown !== undefined && <strong className="numeric">{shown}</strong>}
        </li>
      ))}
    </ul>
  );
}

/** How many colours there are. */
export const SERIES = 10;
