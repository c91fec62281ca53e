import type { ReactNode } from "react";

/** A table scrolls in here, by the keyboard too, and never the page. */
export function TableFrame({ label, children }: { label: string; children: ReactNode }): ReactNode {
  return (
    <div className="table-frame" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
