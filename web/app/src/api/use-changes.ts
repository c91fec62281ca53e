import { useEffect, useRef } from "react";

/** Reads again when something has changed since the data was shown. */
export function useChanges(changes: unknown, onAgain: () => void): void {
  const seen = useRef(changes);
  useEffect(() => {
    if (seen.current === changes) return;
    seen.current = changes;
    onAgain();
  }, [changes, onAgain]);
}
