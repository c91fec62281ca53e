import { useState } from "react";

/**
 * The address at this moment, for code that is about to change it. The one a component was last rendered with may be older: of two
 * choices made in quick succession, the second would undo the first.
 */
export const addressNow = (): URLSearchParams => new URLSearchParams(window.location.search);

/**
 * The value in the address or, until the address has been updated, the one just chosen: a box that is ticked must not look unticked
 * until then.
 */
export function useAtOnce<T extends string | boolean>(value: T): [shown: T, choose: (next: T) => void] {
  const [chosen, setChosen] = useState<{ over: T; next: T } | null>(null);
  // The address has changed, to this value or another: from now on it is decisive.
  if (chosen && chosen.over !== value) setChosen(null);
  return [chosen?.over === value ? chosen.next : value, (next) => setChosen({ over: value, next })];
}

/**
 * What is typed until it is asked for; begun anew when something else is asked for, here or by an address. Forms that ask stay as they are, and
 * with them the focus: whoever has pressed their button goes on from there.
 */
export function useDraftOf<T>(asked: T): [draft: T, change: (part: Partial<T>) => void] {
  const of = JSON.stringify(asked);
  const [begun, setBegun] = useState({ of, draft: asked });
  if (begun.of !== of) setBegun({ of, draft: asked });
  const { draft } = begun.of === of ? begun : { draft: asked };
  return [draft, (part) => setBegun({ of, draft: { ...draft, ...part } })];
}
