import { useEffect, type RefObject } from "react";
import type { Refusal } from "../../api/refusal";

/** A refusal leads to the field that it names: the eye by the words beside it, the keyboard by the focus. */
export function useLeadToField(form: RefObject<HTMLFormElement | null>, refusal: Refusal | null): void {
  useEffect(() => {
    if (refusal?.field) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [form, refusal]);
}

/** Whether no input of the form stands beside the refusal; then it is told at the top. */
export function isPlaced(refusal: Refusal | null): boolean {
  const field = refusal?.field?.replace(/^input\.(replacement\.)?/, "") ?? "";
  return /^(outcome|rootCause|facts|reasoning|publicText|departureReason|wordsReason|reasons|findings|remedies|penalties|adverseInferences)\b/.test(
    field,
  );
}
