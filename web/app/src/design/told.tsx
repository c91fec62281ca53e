import { useEffect, useEffectEvent, type ReactNode } from "react";
import styles from "./told.module.css";

/** Long enough for two lines; who listens is told at once. */
const SHOWN_MS = 8_000;

/** What has just been done, said where the reader is: over the page, of which nothing moves, and gone by itself. */
export function Told({ words, onGone }: { words: string | undefined; onGone: () => void }): ReactNode {
  const gone = useEffectEvent(onGone);
  useEffect(() => {
    if (words === undefined) return undefined;
    const timer = setTimeout(() => gone(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <div role="status" className={words === undefined ? "visually-hidden" : styles.told}>
      {words !== undefined && (
        <p className="notice" data-tone="good">
          {words}
        </p>
      )}
    </div>
  );
}
