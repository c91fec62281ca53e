import type { ReactNode } from "react";
import { Link } from "react-router";
import { Badge, type Tone } from "../design/badge";
import type { RegisterEntryKind } from "../api/schema.generated";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import type { EntryBriefFragment } from "./register.generated";

const text = defineText("corrections", {
  en: {
    corrects: "corrects no. {{number}}",
    correctedBy: "corrected by no. {{number}}",
  },
  zh: {
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
