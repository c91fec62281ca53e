import { useState } from "react";

/**
 * The address as it stands at this moment, for what is about to change it. What a component was last rendered with may be older: of two
 * choices made quickly one after the other, the second would take the first back.
 */
export const addressNow = (): URLSearchParams => new URLSearchParams(window.location.search);

/**
 * What the address says, or what was just chosen while the address follows, a moment later: a box that is ticked must not look unticked
 * until then.
 */
export function useAtOnce<T extends string | boolean>(value: T): [shown: T, choose: (next: T) => void] {
  const [chosen, setChosen] = useState<{ over: T; next: T } | null>(null);
  // The address has moved, there or elsewhere: from now on it says what is so.
  if (chosen && chosen.over !== value) setChosen(null);
  return [chosen?.over === value ? chosen.next : value, (next) => setChosen({ over: value, next })];
}
