import type { ReactNode, Ref } from "react";
import styles from "./viewer.module.css";

interface Props {
  label: string;
  /** Arrow keys scroll here, instead of leading to another piece. */
  keepsArrows: boolean;
  busy?: boolean;
  ref?: Ref<HTMLDivElement>;
  children: ReactNode;
}

/** A frame in which large content scrolls, by the keyboard too. */
export function ScrollFrame({ label, keepsArrows, busy, ref, children }: Props): ReactNode {
  return (
    <div
      className={styles.frame}
      ref={ref}
      role="region"
      aria-label={label}
      aria-busy={busy}
      data-keeps-arrows={keepsArrows || undefined}
      tabIndex={0}
    >
      {children}
    </div>
  );
}
