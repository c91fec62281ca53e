import { Fragment, type ReactNode } from "react";
import { formatList, formatNumber } from "../../text/format";
import { useLabel } from "../../text/labels";
import { useText } from "../../text/language";
import type { PreviewDecisionQuery } from "./decision.generated";
import { previewText } from "./preview.text";

type History = PreviewDecisionQuery["penaltyPreview"]["history"];

export function ProviderHistory({ history }: { history: History }): ReactNode {
  const say = useText(previewText);
  const label = useLabel();
  const counts = [
    { name: "upheld", value: history.upheldRulings },
    { name: "overturned", value: history.overturnedRulings },
    { name: "settled", value: history.settledCases },
  ] as const;
  const listed = (parts: string[]): string => formatList(parts) || say("none");
  return (
    <div className="stack-tight small">
      <h3>{say("history", { count: history.days })}</h3>
      <dl className="facts">
        {counts.map(({ name, value }) => (
          <Fragment key={name}>
            <dt>{say(name)}</dt>
            <dd>{formatNumber(value)}</dd>
          </Fragment>
        ))}
        <dt>{say("violations")}</dt>
        <dd>
          {listed(
            history.violations.map(({ severity, count }) => `${label("Severity", severity)} × ${formatNumber(count)}`),
          )}
        </dd>
        <dt>{say("current")}</dt>
        <dd>{listed(history.currentPenalties.map(({ kind }) => label("PenaltyKind", kind)))}</dd>
      </dl>
    </div>
  );
}
