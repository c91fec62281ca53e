import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge, type Tone } from "../design/badge";
import { Time } from "../design/time";
import type { RegisterEntryKind } from "../api/schema.generated";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import { EntryStatement } from "./entry-statement";
import type { EntryBriefFragment } from "./register.generated";

const text = defineText("entryList", {
  en: {
    number: "No. {{number}}",
    platform: "The platform",
    corrects: "corrects no. {{number}}",
    correctedBy: "corrected by no. {{number}}",
  },
  zh: {
    number: "第 {{number}} 号",
    platform: "平台",
    corrects: "更正第 {{number}} 号",
    correctedBy: "已由第 {{number}} 号更正",
  },
});

export const KIND_TONE: Record<RegisterEntryKind, Tone> = {
  RULING: "info",
  RULING_FINAL: "info",
  REVERSAL: "warn",
  PENALTY_STARTED: "bad",
  PENALTY_ENDED: "muted",
  PENALTY_SUPERSEDED: "muted",
  PENALTY_RESTORED: "bad",
  PENALTY_REVERSED: "warn",
  INTERIM_STARTED: "muted",
  INTERIM_ENDED: "muted",
  LATENESS: "warn",
};

export function EntryList({
  entries,
  heading: Heading = "h2",
}: {
  entries: readonly EntryBriefFragment[];
  heading?: "h2" | "h3";
}): ReactNode {
  const say = useText(text);
  const label = useLabel();
  return (
    <ul className="stack-tight">
      {entries.map((entry) => (
        <li key={entry.id} className="card stack-tight">
          <div className="row spread">
            <Heading className="plain">
              <Link to={`/public-register/${entry.id}`}>
                {say("number", { number: entry.number })} · {entry.stated.providerName ?? say("platform")}
              </Link>
            </Heading>
            <span className="small muted">
              <Time at={entry.at} />
            </span>
          </div>
          <div className="row">
            <Badge tone={KIND_TONE[entry.kind]}>{label("RegisterEntryKind", entry.kind)}</Badge>
            <Corrections entry={entry} />
          </div>
          <EntryStatement entry={entry} />
        </li>
      ))}
    </ul>
  );
}

/** The entry that this one corrects, and the one that corrects it. */
export function Corrections({ entry }: { entry: EntryBriefFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  return (
    <>
      {entry.because && <span className="small">{label("ReversalReason", entry.because)}</span>}
      {entry.corrects && (
        <Link className="small" to={`/public-register/${entry.corrects.id}`}>
          {say("corrects", { number: entry.corrects.number })}
        </Link>
      )}
      {entry.correctedBy && (
        <Badge tone="warn">
          ▲{" "}
          <Link to={`/public-register/${entry.correctedBy.id}`}>
            {say("correctedBy", { number: entry.correctedBy.number })}
          </Link>
        </Badge>
      )}
    </>
  );
}
