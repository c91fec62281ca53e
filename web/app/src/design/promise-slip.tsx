import type { LucideIcon } from "lucide-react";
import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon";
import { Stamp } from "./stamp";
import styles from "./promise-slip.module.css";

export interface SlipLine {
  key: string;
  icon: LucideIcon;
  name: string;
  text: ReactNode;
  /** What came of it. */
  badge?: ReactNode;
}

/** What was sealed, line by line, and below it what was decided about it, with the seal. */
export function PromiseSlip({
  label,
  head,
  lines,
  verdict,
  text,
  stamp,
}: {
  label: string;
  head: ReactNode;
  lines: readonly SlipLine[];
  verdict: ReactNode;
  text: ReactNode;
  stamp: { text: string; under: string };
}): ReactNode {
  return (
    <section className={styles.slip} aria-label={label}>
      <div className={styles.head}>
        <span>{head}</span>
        <Icon of={Lock} size={14} />
      </div>
      <SlipLines lines={lines} />
      <div className={styles.verdict}>
        <div>
          <b>{verdict}</b>
          <p>{text}</p>
        </div>
        <Stamp {...stamp} />
      </div>
    </section>
  );
}

/** The lines alone, where the frame is another's. */
export function SlipLines({ lines }: { lines: readonly SlipLine[] }): ReactNode {
  return (
    <ul className={styles.lines}>
      {lines.map(({ key, icon, name, text: words, badge }) => (
        <li key={key}>
          <span className={styles.tile}>
            <Icon of={icon} size={17} />
          </span>
          <span className={styles.words}>
            <small>{name}</small>
            <span>{words}</span>
          </span>
          {badge}
        </li>
      ))}
    </ul>
  );
}
