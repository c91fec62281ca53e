import { useId, type ReactNode } from "react";
import styles from "./account.module.css";

/** One section of the account page: what it is for, and beside it what is there to do. */
export function Section({
  id: place,
  title,
  about,
  children,
}: {
  /** Where an address within the page leads. */
  id?: string;
  title: string;
  about?: string;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section id={place} className={styles.section} aria-labelledby={id}>
      <div className="stack-tight">
        <h3 id={id}>{title}</h3>
        {about && <p className="muted small">{about}</p>}
      </div>
      <div className="stack">{children}</div>
    </section>
  );
}
