import { useEffect, useEffectEvent } from "react";

/** Many changes at once cause a single read. */
export function useOncePerMoment(changes: number, onAgain: () => void, wait = 250): void {
  const readAgain = useEffectEvent(onAgain);
  useEffect(() => {
    if (changes === 0) return;
    const timer = setTimeout(() => readAgain(), wait);
    return () => clearTimeout(timer);
  }, [changes, wait]);
}
