import type { ReactNode } from "react";
import { Link } from "react-router";
import { Countdown } from "../design/time";
import styles from "./lead.module.css";

interface Props {
  title: string;
  to: string;
  /** What one calls it by: the case's number. */
  number?: string | undefined;
  until?: string | null | undefined;
  /** Whom it is about, in a line. */
  about: ReactNode;
  /** Where it is decided. */
  act: ReactNode;
  children?: ReactNode;
}

/** One thing that waits for a decision: what it is about, what speaks for it, and beside that the decision. */
export function Waiting({ title, to, number, until, about, act, children }: Props): ReactNode {
  return (
    <div className={styles.waiting}>
      <div className="stack">
        <div className={`stack-tight ${styles.head}`}>
          {number && <span className="small muted numeric">{number}</span>}
          <h2>
            <Link to={to}>{title}</Link>
          </h2>
          <div className="row small">{about}</div>
        </div>
        {children}
      </div>
      <div className={styles.act}>
        {until && (
          <div>
            <Countdown until={until} />
          </div>
        )}
        {act}
      </div>
    </div>
  );
}
