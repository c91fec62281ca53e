import type { ReactNode } from "react";
import styles from "./stamp.module.css";

/** A seal's print, as on paper. What it says is said beside it too, so it is not read out. */
export function Stamp({ text, under }: { text: string; under?: string }): ReactNode {
  return (
    <span className={styles.stamp} aria-hidden="true">
      <b>{text}</b>
      {under && <small>{under}</small>}
    </span>
  );
}
