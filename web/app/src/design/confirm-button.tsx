import { useState, type ReactNode } from "react";
import type { Refusal } from "../api/refusal";
import { Button, type Kind } from "./button";
import { ConfirmAct } from "./confirm-act";

interface Props {
  label: string;
  "aria-label"?: string;
  kind?: Kind;
  /** Of the question, and of the button that answers it; without them the label. */
  title?: string;
  action?: string;
  back?: string;
  busy: boolean;
  refusal: Refusal | null;
  /** Returns nothing where it was not done: the question stays. */
  onConfirm: () => Promise<unknown>;
  children: ReactNode;
}

/** A button that asks before it does something that cannot be undone. */
export function ConfirmButton({ label, "aria-label": name, kind, onConfirm, ...question }: Props): ReactNode {
  const [asking, setAsking] = useState(false);

  async function confirm(): Promise<void> {
    if (await onConfirm()) setAsking(false);
  }

  return (
    <>
      <Button kind={kind} aria-label={name} onClick={() => setAsking(true)}>
        {label}
      </Button>
      {asking && (
        <ConfirmAct
          title={label}
          action={label}
          {...question}
          onConfirm={() => void confirm()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
