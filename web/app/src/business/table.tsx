import type { ReactNode } from "react";

interface Props<Row> {
  title: string;
  /** The page's own heading says it already. */
  titleHidden?: boolean;
  heads: readonly string[];
  /** Said when there is nothing. */
  empty: string;
  rows: readonly Row[];
  row: (row: Row) => ReactNode;
  children?: ReactNode;
}

/** A headed list of like things, which scrolls inside itself where the screen is narrow. */
export function Table<Row>({ title, titleHidden, heads, empty, rows, row, children }: Props<Row>): ReactNode {
  return (
    <section className="stack-tight">
      <h2 className={titleHidden ? "visually-hidden" : undefined}>{title}</h2>
      {rows.length === 0 ? (
        <p className="muted">{empty}</p>
      ) : (
        // The keyboard has to reach what is scrolled.
        <div className="table-frame" tabIndex={0} role="region" aria-label={title}>
          <table className="table">
            <thead>
              <tr>
                {heads.map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{rows.map(row)}</tbody>
          </table>
        </div>
      )}
      {children}
    </section>
  );
}
