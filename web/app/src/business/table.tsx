import type { ReactNode } from "react";
import { DataTable } from "../design/data-table";

interface Props<Row> {
  title: string;
  /** The heading is not shown because the page's own heading is the same. */
  titleHidden?: boolean;
  heads: readonly string[];
  /** Shown when the list is empty. */
  empty: string;
  rows: readonly Row[];
  row: (row: Row) => ReactNode;
  children?: ReactNode;
}

/** A table with a heading, which scrolls within its frame on narrow screens. */
export function Table<Row>({ title, titleHidden, heads, empty, rows, row, children }: Props<Row>): ReactNode {
  return (
    <section className="stack-tight">
      <h2 className={titleHidden ? "visually-hidden" : undefined}>{title}</h2>
      {rows.length === 0 ? (
        <p className="muted">{empty}</p>
      ) : (
        <DataTable label={title} heads={heads}>
          {rows.map(row)}
        </DataTable>
      )}
      {children}
    </section>
  );
}
