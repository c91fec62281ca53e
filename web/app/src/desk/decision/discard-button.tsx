import { useState, type ReactNode } from "react";
import { Button } from "../../design/button";
import { Dialog } from "../../design/dialog";
import { useText } from "../../text/language";
import { decisionText } from "./decision.text";

export function DiscardButton({ busy, onDiscard }: { busy: boolean; onDiscard: () => void }): ReactNode {
  const say = useText(decisionText);
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {say("discard")}
      </Button>
      {asking && (
        <Dialog title={say("discard")} onClose={() => setAsking(false)}>
          <p>{say("discardSure")}</p>
          <div>
            <Button kind="danger" busy={busy} onClick={onDiscard}>
              {say("discard")}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
