import type { ReactNode } from "react";
import { Badge } from "../design/badge";
import { Time } from "../design/time";
import { colon, inBrackets } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import type { HouseRuleChangeShownFragment } from "./house-rules.generated";
import { numbersInWords } from "../text/numbers-in-words";

const text = defineText("houseRuleChange", {
  en: {
    from: "From",
    urgent: "urgent",
    was: "was {{numbers}}",
    why: "Why",
    proposed: "Proposed",
    decided: "Decided",
    note: "Comment",
    running: "Times that run by then keep the length they began with.",
  },
  zh: {
    from: "生效时间",
    urgent: "紧急",
    was: "原为 {{numbers}}",
    why: "理由",
    proposed: "提议",
    decided: "决定",
    note: "意见",
    running: "届时已经开始的时限，仍按原标准计算。",
  },
});

/** What a change makes of which rules, from when on, who in which role, and why. */
export function HouseRuleChange({ change }: { change: HouseRuleChangeShownFragment }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  const { status, effectiveFrom, urgent, reason, rules, proposedAs, proposedAt, decidedAs, decidedAt, note } = change;
  return (
    <>
      <p className="row">
        <strong>
          {say("from")} <Time at={effectiveFrom} />
        </strong>
        <Badge>{label("HouseRuleChangeStatus", status)}</Badge>
        {urgent && <Badge tone="warn">{say("urgent")}</Badge>}
      </p>
      <ul className="stack-tight">
        {rules.map(({ code, meaning, before, after }) => (
          <li key={code}>
            {meaning} <code className="small muted">{code}</code>
            {colon()}
            <strong>{numbersInWords(after)}</strong>
            <span className="muted">{inBrackets(say("was", { numbers: numbersInWords(before) }))}</span>
          </li>
        ))}
      </ul>
      <dl className="facts">
        <dt>{say("why")}</dt>
        <dd>{reason}</dd>
        <dt>{say("proposed")}</dt>
        <dd>
          {label("Role", proposedAs)} · <Time at={proposedAt} />
        </dd>
        {decidedAs && decidedAt && (
          <>
            <dt>{say("decided")}</dt>
            <dd>
              {label("Role", decidedAs)} · <Time at={decidedAt} />
            </dd>
          </>
        )}
        {note && (
          <>
            <dt>{say("note")}</dt>
            <dd>{note}</dd>
          </>
        )}
      </dl>
      {status === "ANNOUNCED" && <p className="muted small">{say("running")}</p>}
    </>
  );
}
