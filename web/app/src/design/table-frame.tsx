import { useLayoutEffect, useRef, type ReactNode } from "react";

interface Props {
  label: string;
  /** Its cells are compared across and down; otherwise each row is a thing of its own, which a phone shows as a few lines. */
  matrix?: boolean;
  children: ReactNode;
}

/** A frame in which a table scrolls, by the keyboard too, so that the page does not scroll sideways. */
export function TableFrame({ label, matrix = false, children }: Props): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!matrix && frame.current) nameCells(frame.current);
  });
  return (
    <div
      className="table-frame"
      data-rows={!matrix || undefined}
      role="region"
      aria-label={label}
      tabIndex={0}
      ref={frame}
    >
      {children}
    </div>
  );
}

/** Where a row is shown as lines, each of them begins with what its column is called. */
function nameCells(frame: HTMLElement): void {
  const heads = [...frame.querySelectorAll("thead th")].map(({ textContent }) => textContent);
  for (const row of frame.querySelectorAll<HTMLTableRowElement>("tbody tr")) {
    if (row.cells.length !== heads.length) continue;
    for (const [at, cell] of [...row.cells].entries()) {
      cell.dataset.head = heads[at] ?? "";
      // A column may have nothing to say of this row, and its cell still hold an empty list.
      cell.toggleAttribute("data-blank", cell.textContent.trim() === "" && !cell.querySelector("input, select, svg"));
    }
  }
}
