import type { ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import { Button } from "../design/button";
import { Dialog } from "../design/dialog";
import { Refused } from "../design/refused";

interface Props {
  title: string;
  action: string;
  busy: boolean;
  refusal: Refusal | null;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Asks again before what cannot be undone. */
export function Confirm({ title, action, busy, refusal, onConfirm, onClose, children }: Props): ReactNode {
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <Refused refusal={refusal} />
      <div>
        <Button kind="danger" busy={busy} onClick={onConfirm}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
