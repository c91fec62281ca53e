import type { ReactNode } from "react";
import { TableFrame } from "./table-frame";

/** What is above a column; that of numbers stands to the right, as they do. */
export type Head = string | { numeric: string };

interface Props {
  label: string;
  heads: readonly Head[];
  /** Its cells are compared across and down (see TableFrame). */
  matrix?: boolean;
  className?: string | undefined;
  /** The rows. */
  children: ReactNode;
}

/** A table in its frame, under the names of its columns. */
export function DataTable({ label, heads, matrix = false, className, children }: Props): ReactNode {
  return (
    <TableFrame label={label} matrix={matrix}>
      <table className={className ? `table ${className}` : "table"}>
        <thead>
          <tr>
            {heads.map((head, at) => (
              <th key={at} scope="col" className={typeof head === "string" ? undefined : "numeric"}>
                {typeof head === "string" ? head : head.numeric}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </TableFrame>
  );
}
