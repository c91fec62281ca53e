import type { ReactNode } from "react";
import { TableFrame } from "../design/table-frame";
import { useText } from "../text/language";
import type { DeskRowFragment } from "./desk.generated";
import styles from "./desk.module.css";
import { deskText } from "./desk.text";
import { idOfRow, QueueRow } from "./queue-row";
import type { SteadyRow } from "./use-steady-rows";

export function focusRow(id: string | undefined): void {
  if (id) document.getElementById(idOfRow(id))?.focus();
}

const COLUMNS = ["due", "case", "status", "severity", "where", "atStake", "holder"] as const;

interface Props {
  rows: readonly SteadyRow[];
  active: string | null;
  /** null: there are no bulk actions. */
  selected: ReadonlySet<string> | null;
  onActive: (id: string) => void;
  onInTable: (inTable: boolean) => void;
  onMove: (by: 1 | -1) => void;
  onSelect: (id: string) => void;
  onSelectAll: (all: boolean) => void;
  onTake: (row: DeskRowFragment) => void;
}

export function QueueTable({ rows, active, selected, ...on }: Props): ReactNode {
  const say = useText(deskText);
  return (
    <TableFrame label={say("queue")}>
      <table className={`table ${styles.queue}`} data-stacked>
        <thead>
          <tr>
            {selected && (
              <th scope="col">
                <input
                  type="checkbox"
                  aria-label={say("selectAll")}
                  checked={rows.length > 0 && rows.every(({ row }) => selected.has(row.id))}
                  onChange={({ target }) => on.onSelectAll(target.checked)}
                />
              </th>
            )}
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className={column === "atStake" ? "numeric" : undefined}>
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          onFocus={() => on.onInTable(true)}
          onBlur={({ currentTarget, relatedTarget }) => on.onInTable(currentTarget.contains(relatedTarget))}
        >
          {rows.map(({ row, gone }) => (
            <QueueRow
              key={row.id}
              row={row}
              gone={gone}
              active={row.id === active}
              selected={selected?.has(row.id) ?? null}
              onFocus={() => on.onActive(row.id)}
              onMove={on.onMove}
              onSelect={() => on.onSelect(row.id)}
              onTake={() => on.onTake(row)}
            />
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
