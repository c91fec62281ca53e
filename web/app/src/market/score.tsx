import type { ReactNode } from "react";
import { Badge } from "../design/badge";
import { ScoreRing } from "../design/score-ring";
import { colon, formatDate, formatNumber } from "../text/format";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";
import type { ScoreShownFragment } from "./shared.generated";

const text = defineText("score", {
  en: {
    name: "Reputation",
    of: "{{score}} of 100",
    none: "No score yet",
    capped: "held down: {{measure}}",
    serious: "serious case ({{level}})",
    seriousUntil: "Counts until {{until}}",
  },
  zh: {
    name: "信誉",
    of: "{{score}} 分（满分 100）",
    none: "暂无信誉分",
    capped: "受措施限制：{{measure}}",
    serious: "有严重违规（{{level}}）",
    seriousUntil: "影响至 {{until}}",
  },
});

/** The score as a ring; while there is none, why in a word. */
export function ScoreMark({
  reputation: { score, label },
  large = false,
}: {
  reputation: ScoreShownFragment;
  large?: boolean;
}): ReactNode {
  const say = useText(text);
  const labelOf = useLabel();
  if (score === null || score === undefined)
    return large ? (
      <ScoreRing score={null} label={labelOf("ReputationLabel", label)} large />
    ) : (
      <span title={labelOf("ReputationLabel", label)}>
        <Badge>{say("none")}</Badge>
      </span>
    );
  return (
    <ScoreRing
      score={score}
      label={say("name") + colon() + say("of", { score: formatNumber(score, 1) })}
      large={large}
    />
  );
}

/** What a score does not tell by itself: what holds it down, and a grave case. */
export function ScoreSigns({ reputation: { cappedBy, seriousCase } }: { reputation: ScoreShownFragment }): ReactNode {
  const say = useText(text);
  const labelOf = useLabel();
  return (
    <>
      {cappedBy && <Badge tone="warn">{say("capped", { measure: labelOf("RestrictionKind", cappedBy) })}</Badge>}
      {seriousCase && (
        <span title={say("seriousUntil", { until: formatDate(seriousCase.until) })}>
          <Badge tone="bad">{say("serious", { level: labelOf("Severity", seriousCase.level) })}</Badge>
        </span>
      )}
    </>
  );
}

/** The reputation in one line: a score, or why there is none. */
export function Score({ reputation }: { reputation: ScoreShownFragment }): ReactNode {
  const { score, label } = reputation;
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
      <ScoreSigns reputation={reputation} />
    </span>
  );
}
