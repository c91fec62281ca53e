import type { ReactNode } from "react";
import { Badge } from "../design/badge";
import { formatDate, formatNumber } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import type { ScoreShownFragment } from "./shared.generated";

const text = defineText("score", {
  en: {
    name: "Reputation",
    of: "{{score}} of 100",
    capped: "held down: {{measure}}",
    serious: "serious case ({{level}})",
    seriousUntil: "Counts until {{until}}",
  },
  zh: {
    name: "信誉",
    of: "{{score}} 分（满分 100）",
    capped: "受措施限制：{{measure}}",
    serious: "有严重违规（{{level}}）",
    seriousUntil: "影响至 {{until}}",
  },
});

/** The reputation in one line: a score, or why there is none. */
export function Score({ reputation }: { reputation: ScoreShownFragment }): ReactNode {
  const { score, label, cappedBy, seriousCase } = reputation;
  const say = useText(text);
  const labelOf = useLabel();
  const rated = score !== null && score !== undefined;
  return (
    <span className="row">
      <span>
        <span className="muted">{say("name")}</span>{" "}
        <strong className="numeric">
          {rated ? say("of", { score: formatNumber(score, 1) }) : labelOf("ReputationLabel", label)}
        </strong>
      </span>
      {cappedBy && <Badge tone="warn">{say("capped", { measure: labelOf("RestrictionKind", cappedBy) })}</Badge>}
      {seriousCase && (
        <span title={say("seriousUntil", { until: formatDate(seriousCase.until) })}>
          <Badge tone="bad">{say("serious", { level: labelOf("Severity", seriousCase.level) })}</Badge>
        </span>
      )}
    </span>
  );
}
