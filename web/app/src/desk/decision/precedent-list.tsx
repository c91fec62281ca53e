import type { ReactNode } from "react";
import { Badge } from "../../design/badge";
import { formatMoney } from "../../text/format";
import { useLabel } from "../../text/labels";
import { useText } from "../../text/language";
import type { PreviewDecisionQuery } from "./decision.generated";
import { previewText } from "./preview.text";

type Precedents = PreviewDecisionQuery["penaltyPreview"]["precedents"];

/** Past rulings on the same rules, and where this decision departs from them. */
export function PrecedentList({ precedents }: { precedents: Precedents }): ReactNode {
  const say = useText(previewText);
  const label = useLabel();
  const kindOf = (kind: Precedents[number]["medianMeasure"]): string =>
    kind ? label("PenaltyKind", kind) : say("noMeasure");
  if (precedents.length === 0) return null;
  return (
    <div className="stack-tight">
      <h3>{say("precedents")}</h3>
      {precedents.map(({ ruleCode, severity, precedents: count, medianMeasure, extents, departures }) => (
        <div key={`${ruleCode} ${severity}`} className="stack-tight small">
          <strong>{say("precedentsOf", { rule: ruleCode, severity: label("Severity", severity), count })}</strong>
          {count > 0 && <span>{say("median", { kind: kindOf(medianMeasure) })}</span>}
          {extents.map((extent) => {
            const size = extent.medianFine
              ? formatMoney(extent.medianFine)
              : extent.medianDays && say("days", { count: extent.medianDays });
            const values = { kind: kindOf(extent.kind), count: extent.precedents };
            return (
              <span key={extent.kind} className="muted">
                {size ? say("extent", { ...values, extent: size }) : say("extentPlain", values)}
              </span>
            );
          })}
          {departures.map(({ kind, direction }) => (
            <span key={`${kind} ${direction}`}>
              <Badge tone="warn">{say(direction, { kind: kindOf(kind) })}</Badge>
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
