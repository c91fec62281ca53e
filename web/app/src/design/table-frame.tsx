import type { ReactNode } from "react";

/** A frame in which a table scrolls, by the keyboard too, so that the page does not scroll sideways. */
export function TableFrame({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div className="table-frame" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
