import { useId, type ReactNode } from "react";
import { Badge } from "../../design/badge";
import { Loaded } from "../../design/loaded";
import { formatMoney, formatNumber } from "../../text/format";
import { useLabel } from "../../text/labels";
import { useText } from "../../text/language";
import type { PreviewDecisionQuery } from "./decision.generated";
import { PrecedentList } from "./precedent-list";
import { previewText } from "./preview.text";
import { ProviderHistory } from "./provider-history";
import type { Preview } from "./use-preview";

type Shown = PreviewDecisionQuery["penaltyPreview"];

/** The consequences of the decision, shown beside it while it is written. */
export function PreviewPanel({ preview }: { preview: Preview }): ReactNode {
  const say = useText(previewText);
  const id = useId();
  return (
    <section className="card stack-tight" aria-labelledby={id} aria-busy={preview.fetching}>
      <h2 id={id}>{say("title")}</h2>
      {preview.incomplete ? (
        <p className="muted">{say("incomplete")}</p>
      ) : (
        <Loaded {...preview}>{(shown) => <Consequences shown={shown} />}</Loaded>
      )}
    </section>
  );
}

function Consequences({ shown }: { shown: Shown }): ReactNode {
  const say = useText(previewText);
  const label = useLabel();
  const { pointsBefore, pointsAfter, thresholds, secondApprovalBecause, reputationAfter } = shown;
  const score = (value: number | null | undefined): string =>
    value === null || value === undefined ? "–" : formatNumber(value, 1);
  return (
    <>
      <dl className="facts">
        <dt>{say("points")}</dt>
        <dd>
          {say("pointsNow", { active: pointsBefore.active })}
          {pointsBefore.provisional > 0 && ` ${say("provisional", { count: pointsBefore.provisional })}`}
          {" → "}
          <strong>{say("pointsAfter", { count: pointsAfter })}</strong>
        </dd>
        {thresholds.map(({ points, fires, measures }) => (
          <ThresholdRow key={points} points={points} fires={fires} measures={measures} />
        ))}
        <dt>{say("listings")}</dt>
        <dd>{formatNumber(shown.listingsTouched)}</dd>
        <dt>{say("orders")}</dt>
        <dd>{formatNumber(shown.openOrdersTouched)}</dd>
        <dt>{say("second")}</dt>
        <dd>
          {secondApprovalBecause.length === 0
            ? say("secondNone")
            : secondApprovalBecause.map((cause) => (
                <Badge key={cause} tone="warn">
                  {label("SecondApprovalCause", cause)}
                </Badge>
              ))}
        </dd>
        <dt>{say("reputation")}</dt>
        <dd>
          {say("change", { before: score(reputationAfter.before), after: score(reputationAfter.after) })}
          {reputationAfter.cappedBy && (
            <span className="muted">
              {" "}
              {say("cappedBy", { kind: label("RestrictionKind", reputationAfter.cappedBy) })}
            </span>
          )}
        </dd>
      </dl>
      <PrecedentList precedents={shown.precedents} />
      <ProviderHistory history={shown.history} />
    </>
  );
}

function ThresholdRow({ points, fires, measures }: Shown["thresholds"][number]): ReactNode {
  const say = useText(previewText);
  const label = useLabel();
  return (
    <>
      <dt>{say("threshold", { points })}</dt>
      <dd>
        {fires ? <Badge tone="bad">{say("fires")}</Badge> : <span className="small muted">{say("crossed")}</span>}
        <ul className="stack-tight small">
          {measures.map(({ kind, days, amount, needsApproval }) => (
            <li key={kind}>
              {[
                label("PenaltyKind", kind),
                days && say("days", { count: days }),
                amount && formatMoney(amount),
                needsApproval && say("needsApproval"),
              ]
                .filter(Boolean)
                .join(" · ")}
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}
