import type { ReactNode } from "react";
import type { SecondApprovalCause } from "../../api/schema.generated";
import { Button } from "../../design/button";
import { Dialog } from "../../design/dialog";
import { Notice } from "../../design/notice";
import { formatList } from "../../text/format";
import { useLabel } from "../../text/labels";
import { useText } from "../../text/language";
import type { Decision } from "./decision";
import { decisionText } from "./decision.text";

interface Props {
  decision: Decision;
  causes: readonly SecondApprovalCause[];
  busy: boolean;
  onSure: () => void;
  onClose: () => void;
}

/** The last look before a decision goes out. */
export function IssueDialog({ decision, causes, busy, onSure, onClose }: Props): ReactNode {
  const say = useText(decisionText);
  const label = useLabel();
  return (
    <Dialog title={say("sure")} onClose={onClose}>
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
      <div className="row">
        <Button kind="primary" busy={busy} onClick={onSure}>
          {say("issue")}
        </Button>
        <Button onClick={onClose}>{say("cancel")}</Button>
      </div>
    </Dialog>
  );
}
