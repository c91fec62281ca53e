import type { ReactNode } from "react";
import type { SecondApprovalCause } from "../../api/schema.generated";
import { Notice } from "../../design/notice";
import { formatList } from "../../text/format";
import { useLabel } from "../../text/labels";
import { useText } from "../../text/language";
import type { Decision } from "./decision";
import { decisionText } from "./decision.text";

interface Props {
  decision: Decision;
  causes: readonly SecondApprovalCause[];
}

/** The summary that is confirmed before a ruling is issued. */
export function RulingSummary({ decision, causes }: Props): ReactNode {
  const say = useText(decisionText);
  const label = useLabel();
  return (
    <>
      <p>
        <strong>{decision.outcome && label("RulingOutcome", decision.outcome)}</strong>
      </p>
      <p>
        {say("countRemedies", { count: decision.remedies.length })} ·{" "}
        {say("countPenalties", { count: decision.penalties.length })}
      </p>
      <p className="prose">{decision.publicText}</p>
      {causes.length > 0 ? (
        <Notice tone="warn">
          {say("sureSecond", { causes: formatList(causes.map((cause) => label("SecondApprovalCause", cause))) })}
        </Notice>
      ) : (
        <p className="muted">{say("sureHint")}</p>
      )}
    </>
  );
}
