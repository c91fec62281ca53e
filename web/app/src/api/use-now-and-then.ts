import { useEffect, useEffectEvent } from "react";

/** What no stream tells of is read again from time to time while it is looked at, and as soon as somebody comes back to it. */
export function useNowAndThen(onAgain: () => void, everyMs = 15_000): void {
  const readAgain = useEffectEvent(() => document.visibilityState === "visible" && onAgain());
  useEffect(() => {
    const timer = setInterval(() => readAgain(), everyMs);
    const look = (): void => void readAgain();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [everyMs]);
}
