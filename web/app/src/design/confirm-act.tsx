import type { ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Refused } from "./refused";

interface Props {
  title: string;
  /** What the button says. */
  action: string;
  kind?: "primary" | "danger";
  busy: boolean;
  /** Left out where it is shown beneath the dialog. */
  refusal?: Refusal | null;
  /** What the button for going back says; without it there is the dialog's own alone. */
  back?: string;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Asks again before what cannot be undone. */
export function ConfirmAct({ kind = "danger", refusal = null, ...props }: Props): ReactNode {
  const { title, action, busy, back, onConfirm, onClose, children } = props;
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <Refused refusal={refusal} />
      <div className="row">
        <Button kind={kind} busy={busy} onClick={onConfirm}>
          {action}
        </Button>
        {back && <Button onClick={onClose}>{back}</Button>}
      </div>
    </Dialog>
  );
}
