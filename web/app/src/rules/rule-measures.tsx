import type { ReactNode } from "react";
import type { PenaltyKind } from "../api/schema.generated";
import { Badge } from "../design/badge";
import { useLabel } from "../text/labels";
import { defineText, useText } from "../text/language";

const text = defineText("ruleMeasures", {
  en: { title: "What a ruling may order" },
  zh: { title: "可以采取的措施" },
});

export function RuleMeasures({ measures }: { measures: readonly PenaltyKind[] }): ReactNode {
  const say = useText(text);
  const label = useLabel();
  if (measures.length === 0) return null;
  return (
    <div className="row small">
      <span className="muted">{say("title")}</span>
      {measures.map((kind) => (
        <Badge key={kind}>{label("PenaltyKind", kind)}</Badge>
      ))}
    </div>
  );
}
