import type { ReactNode } from "react";
import styles from "./mark.module.css";

const HUES = 8;

/** The same company has the same colour everywhere. */
function hueOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 65_521;
  return sum % HUES;
}

/** A company's mark, until it has one of its own: the first letter of its name. Stands beside the name, so it is not read out. */
export function Mark({ id, name, size }: { id: string; name: string; size?: "large" | "small" }): ReactNode {
  return (
    <span className={styles.mark} data-hue={hueOf(id)} data-size={size} aria-hidden="true">
      {[...name.trim()][0]?.toUpperCase()}
    </span>
  );
}
