import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { useAct } from "../../api/use-act";
import { ConfirmButton } from "../../design/confirm-button";
import { useText } from "../../text/language";
import { DiscardDecisionDraftDocument } from "./decision.generated";
import { decisionText } from "./decision.text";
import type { Draft } from "./use-draft";

export function DiscardDraft({ complaintId, draft }: { complaintId: string; draft: Draft }): ReactNode {
  const say = useText(decisionText);
  const navigate = useNavigate();
  const { act, busy, refusal } = useAct(DiscardDecisionDraftDocument);

  async function discard(): Promise<void> {
    if (!(await act({ complaintId }))) return;
    draft.end();
    await navigate(`/cases/${complaintId}`);
  }

  return (
    <ConfirmButton kind="quiet" label={say("discard")} busy={busy} refusal={refusal} onConfirm={discard}>
      <p>{say("discardSure")}</p>
    </ConfirmButton>
  );
}
