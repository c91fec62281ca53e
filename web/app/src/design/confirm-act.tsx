import type { ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Refused } from "./refused";

interface Props {
  title: string;
  /** The button's text. */
  action: string;
  kind?: "primary" | "danger";
  busy: boolean;
  /** Omitted if it is shown below the dialog. */
  refusal?: Refusal | null;
  /** The text of a button that goes back; without it only the dialog's own close button is shown. */
  back?: string;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Asks for confirmation before an action that cannot be undone. */
export function ConfirmAct({ kind = "danger", refusal = null, ...props }: Props): ReactNode {
  const { title, action, busy, back, onConfirm, onClose, children } = props;
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      <Refused refusal={refusal} />
      <div className="row">
        <Button kind={kind} busy={busy} data-confirms onClick={onConfirm}>
          {action}
        </Button>
        {back && <Button onClick={onClose}>{back}</Button>}
      </div>
    </Dialog>
  );
}
