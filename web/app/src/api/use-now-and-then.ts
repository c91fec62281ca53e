import { useEffect, useEffectEvent } from "react";

const EVERY_MS = 15_000;

/** What no stream tells of is read again from time to time while it is looked at, and as soon as somebody comes back to it. */
export function useNowAndThen(onAgain: () => void): void {
  const readAgain = useEffectEvent(() => document.visibilityState === "visible" && onAgain());
  useEffect(() => {
    const timer = setInterval(() => readAgain(), EVERY_MS);
    const look = (): void => void readAgain();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
}
