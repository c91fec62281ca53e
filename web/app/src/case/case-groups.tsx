import { useId, type ReactNode } from "react";
import { Link } from "react-router";
import { Badge } from "../design/badge";
import styles from "../design/rows.module.css";
import { Countdown, Time } from "../design/time";
import { formatStake } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { CaseStatus } from "./case-head";
import type { CaseListedFragment } from "./my-cases.generated";
import { soonestFirst } from "./soonest-first";
import { askedOf } from "./turn";

const text = defineText("caseGroups", {
  en: { yours: "Your turn", others: "Waiting for others, or over" },
  zh: { yours: "轮到您了", others: "等待他人或已结束" },
});

interface Props {
  cases: readonly CaseListedFragment[];
  /** Who is on the other side. */
  other: (complaint: CaseListedFragment) => { sign: ReactNode; name: string };
}

/** Where one is waited for comes first, of that what is due first; then the newest. */
export function CaseGroups({ cases, other }: Props): ReactNode {
  const say = useText(text);
  const isAsked = (one: CaseListedFragment): boolean => askedOf(one).length > 0;
  return (
    <div className="stack">
      <Group title={say("yours")} cases={soonestFirst(cases.filter(isAsked))} other={other} />
      <Group title={say("others")} cases={cases.filter((one) => !isAsked(one))} other={other} />
    </div>
  );
}

function Group({ title, cases, other }: Props & { title: string }): ReactNode {
  const id = useId();
  if (cases.length === 0) return null;
  return (
    <section className="stack-tight" aria-labelledby={id}>
      <h2 id={id} className="row">
        {title} <span className="count">{cases.length}</span>
      </h2>
      <ul className={`card ${styles.rows}`} role="list">
        {cases.map((one) => (
          <CaseLine key={one.id} complaint={one} {...other(one)} />
        ))}
      </ul>
    </section>
  );
}

function CaseLine({
  complaint,
  sign,
  name,
}: {
  complaint: CaseListedFragment;
  sign: ReactNode;
  name: string;
}): ReactNode {
  const label = useLabel();
  const [asked] = askedOf(complaint);
  return (
    <li className={styles.line}>
      {sign}
      <div className={styles.lineWords}>
        <h3>
          <Link to={`/cases/${complaint.id}`}>{complaint.title}</Link>
        </h3>
        <p className="row small muted">
          <span className="numeric">{complaint.number}</span>
          <span>{name}</span>
          <span className="numeric">{formatStake(complaint.atStake)}</span>
          <Time at={complaint.updatedAt} />
        </p>
      </div>
      <div className="row">
        {asked && <Badge tone="info">{label("ComplaintAction", asked.action)}</Badge>}
        <CaseStatus complaint={complaint} />
        {complaint.dueAt && <Countdown until={complaint.dueAt} />}
      </div>
    </li>
  );
}
