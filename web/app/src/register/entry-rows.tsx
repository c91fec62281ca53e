import { Gavel, ShieldAlert, Stamp, TimerOff, Undo2, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { PenaltyCause, RegisterEntryKind } from "../api/schema.generated";
import { Badge } from "../design/badge";
import { Icon } from "../design/icon";
import { formatDate, formatMoney, formatTime } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, getLanguage, useLanguage, useText } from "../text/language";
import { Corrections, KIND_TONE } from "./corrections";
import styles from "./entry-rows.module.css";
import { OutcomeBadge } from "./outcome-badge";
import type { EntryBriefFragment } from "./register.generated";

const text = defineText("entryRows", {
  en: {
    number: "No. {{number}}",
    platform: "The platform",
    late: "{{clock}}: due {{at}}",
    interim: "{{kind}}: a grave case is being examined; nothing has been decided",
    days_one: "{{count}} day",
    days_other: "{{count}} days",
  },
  zh: {
    number: "第 {{number}} 号",
    platform: "平台",
    late: "{{clock}}：应完成于 {{at}}",
    interim: "{{kind}}：严重案件正在审理，尚未作出任何认定",
    days_other: "{{count}} 天",
  },
});

const ICONS: Record<RegisterEntryKind, LucideIcon> = {
  RULING: Stamp,
  RULING_FINAL: Stamp,
  REVERSAL: Undo2,
  PENALTY_STARTED: Gavel,
  PENALTY_ENDED: Gavel,
  PENALTY_SUPERSEDED: Gavel,
  PENALTY_RESTORED: Gavel,
  PENALTY_REVERSED: Undo2,
  INTERIM_STARTED: ShieldAlert,
  INTERIM_ENDED: ShieldAlert,
  LATENESS: TimerOff,
};

/** The register as a dense list; what an entry says in full stands on its own page. */
export function EntryRows({
  entries,
  heading: Heading = "h2",
}: {
  entries: readonly EntryBriefFragment[];
  heading?: "h2" | "h3";
}): ReactNode {
  const say = useText(text);
  useLanguage();
  return (
    <ul className={styles.rows}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <span className={styles.seal} data-ruling={entry.stated.ruling !== null || undefined}>
            <Icon of={ICONS[entry.kind]} />
          </span>
          <div>
            <div className={styles.head}>
              <Heading className={styles.name}>
                <Link to={`/public-register/${entry.id}`}>
                  {say("number", { number: entry.number })} · {entry.stated.providerName ?? say("platform")}
                </Link>
              </Heading>
              <Kind entry={entry} />
              <Corrections entry={entry} />
            </div>
            <Said entry={entry} />
          </div>
          <time className={styles.at} dateTime={entry.at} title={formatTime(entry.at)}>
            {formatDate(entry.at)}
          </time>
        </li>
      ))}
    </ul>
  );
}

/** A new ruling is told by its outcome, anything else by its kind. */
function Kind({ entry: { kind, stated } }: { entry: EntryBriefFragment }): ReactNode {
  const label = useLabel();
  return (
    <>
      {(kind !== "RULING" || !stated.ruling) && (
        <Badge tone={KIND_TONE[kind]}>{label("RegisterEntryKind", kind)}</Badge>
      )}
      {stated.ruling && <OutcomeBadge outcome={stated.ruling.outcome} />}
    </>
  );
}

/** What the platform gives as its reason stands in the register in both languages, a line each: a list shows the reader's. */
function inOwnLanguage({ cause, reason }: { cause: PenaltyCause; reason: string }): string {
  const [zh = reason, en = zh] = cause === "THRESHOLD" ? reason.split("\n") : [reason];
  return getLanguage() === "en" ? en : zh;
}

function Said({ entry: { stated } }: { entry: EntryBriefFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { ruling, penalty, interim, lateness } = stated;
  return (
    <p className={styles.said}>
      {ruling && (
        <>
          {ruling.publicText} <span className={styles.codes}>{ruling.rules.join(" · ")}</span>
        </>
      )}
      {penalty &&
        [
          label("PenaltyKind", penalty.kind),
          penalty.days !== null && say("days", { count: penalty.days }),
          penalty.amount && formatMoney(penalty.amount),
          inOwnLanguage(penalty),
        ]
          .filter(Boolean)
          .join(" · ")}
      {interim &&
        (interim.endedBecause
          ? `${label("InterimMeasureKind", interim.kind)} · ${label("InterimMeasureEnd", interim.endedBecause)}`
          : say("interim", { kind: label("InterimMeasureKind", interim.kind) }))}
      {lateness && say("late", { clock: label("RegisteredClock", lateness.clock), at: formatTime(lateness.dueAt) })}
    </p>
  );
}
