import { useState, type ReactNode } from "react";
import { useNavigate } from "react-router";
import { useAct } from "../../api/use-act";
import { Button } from "../../design/button";
import { ConfirmAct } from "../../design/confirm-act";
import { useText } from "../../text/language";
import { DiscardDecisionDraftDocument } from "./decision.generated";
import { decisionText } from "./decision.text";
import type { Draft } from "./use-draft";

export function DiscardDraft({ complaintId, draft }: { complaintId: string; draft: Draft }): ReactNode {
  const say = useText(decisionText);
  const navigate = useNavigate();
  const { act, busy, refusal } = useAct(DiscardDecisionDraftDocument);
  const [asking, setAsking] = useState(false);

  async function discard(): Promise<void> {
    if (!(await act({ complaintId }))) return;
    draft.end();
    await navigate(`/cases/${complaintId}`);
  }

  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {say("discard")}
      </Button>
      {asking && (
        <ConfirmAct
          title={say("discard")}
          action={say("discard")}
          busy={busy}
          refusal={refusal}
          onConfirm={() => void discard()}
          onClose={() => setAsking(false)}
        >
          <p>{say("discardSure")}</p>
        </ConfirmAct>
      )}
    </>
  );
}
