import { useState } from "react";
import { beginDraft, type Draft } from "./complaint-draft";
import type { OrderToComplainAboutQuery } from "./complain.generated";

const keyOf = (accountId: string, orderId: string): string => `redress.complaint.${accountId}.${orderId}`;

/** The draft stays on this device until it is filed, across reloads and days. */
export function useDraft(accountId: string, order: NonNullable<OrderToComplainAboutQuery["order"]>) {
  const key = keyOf(accountId, order.id);
  const [draft, setDraft] = useState<Draft>(() => {
    const kept = localStorage.getItem(key);
    return kept === null ? beginDraft(order) : { ...beginDraft(order), ...(JSON.parse(kept) as Partial<Draft>) };
  });
  const change = (part: Partial<Draft>): void =>
    setDraft((before) => {
      const next = { ...before, ...part };
      localStorage.setItem(key, JSON.stringify(next));
      return next;
    });
  return { draft, change, forget: () => localStorage.removeItem(key) };
}
