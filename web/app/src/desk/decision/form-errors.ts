import { useEffect, type RefObject } from "react";
import type { Refusal } from "../../api/refusal";

/** Directs the person to the field that a refusal names: shows the message beside it and moves the focus there. */
export function useLeadToField(form: RefObject<HTMLFormElement | null>, refusal: Refusal | null): void {
  useEffect(() => {
    if (!refusal?.field) return;
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    // Of a choice of one from a few, the first of them.
    (wrong?.querySelector<HTMLElement>("input") ?? wrong)?.focus();
  }, [form, refusal]);
}

/** Whether no input of the form can show the refusal; it is then shown at the top. */
export function isPlaced(refusal: Refusal | null): boolean {
  const field = refusal?.field?.replace(/^input\.(replacement\.)?/, "") ?? "";
  return /^(outcome|rootCause|facts|reasoning|publicText|presumptionRebuttedBecause|departureReason|wordsReason|reason|findings|remedies|penalties|adverseInferences)\b/.test(
    field,
  );
}
