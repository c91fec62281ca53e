import { useState } from "react";
import type { DeskRowFragment } from "./desk.generated";

export interface SteadyRow {
  row: DeskRowFragment;
  /** Still shown only so that no row moves under the moderator's pointer. */
  gone: boolean;
}

interface Steady {
  rows: SteadyRow[];
  /** In the list, but not shown yet. */
  arrived: DeskRowFragment[];
  /** The rows shown differ from the current list. */
  changed: boolean;
  refresh: () => void;
}

/** The rows in the order they were first shown in, until no one is `busy` with them or they are requested again. */
export function useSteadyRows(nodes: readonly DeskRowFragment[], view: string, busy: boolean): Steady {
  const [shown, setShown] = useState<{ view: string; ids: string[] }>({ view, ids: [] });
  const [known, setKnown] = useState<ReadonlyMap<string, DeskRowFragment>>(new Map());
  if (nodes.some((row) => known.get(row.id) !== row))
    setKnown(new Map([...known, ...nodes.map((row) => [row.id, row] as const)]));

  const now = nodes.map(({ id }) => id);
  const key = now.join(" ");
  const steady = busy && shown.view === view;
  if (!steady && (shown.view !== view || shown.ids.join(" ") !== key)) setShown({ view, ids: now });

  const ids = steady ? shown.ids : now;
  const present = new Set(now);
  const displayed = new Set(ids);
  return {
    rows: ids.flatMap((id) => {
      const row = known.get(id);
      return row ? [{ row, gone: !present.has(id) }] : [];
    }),
    arrived: nodes.filter(({ id }) => !displayed.has(id)),
    changed: ids.join(" ") !== key,
    refresh: () => setShown({ view, ids: now }),
  };
}
