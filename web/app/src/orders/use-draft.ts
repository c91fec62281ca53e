import { useEffect, useState } from "react";
import { ownStorage } from "../api/redress";
import { beginDraft, type Draft } from "./complaint-draft";
import type { OrderToComplainAboutQuery } from "./complain.generated";

const keyOf = (accountId: string, orderId: string): string => `redress.complaint.${accountId}.${orderId}`;

/** The draft stays until it is filed or its person signs out: on this device, across reloads and days, or in this tab. */
export function useDraft(accountId: string, order: NonNullable<OrderToComplainAboutQuery["order"]>) {
  const key = keyOf(accountId, order.id);
  const [draft, setDraft] = useState<Draft>(() => {
    const kept = ownStorage().getItem(key);
    return kept === null ? beginDraft(order) : { ...beginDraft(order), ...(JSON.parse(kept) as Partial<Draft>) };
  });
  // It is one draft, in whichever tab it is written: a tab that was opened before must not put its own over it.
  useEffect(() => {
    const follow = ({ key: changed, newValue }: StorageEvent): void => {
      if (changed === key && newValue !== null)
        setDraft((before) => ({ ...before, ...(JSON.parse(newValue) as Partial<Draft>) }));
    };
    addEventListener("storage", follow);
    return () => removeEventListener("storage", follow);
  }, [key]);
  const change = (part: Partial<Draft>): void =>
    setDraft((before) => {
      const next = { ...before, ...part };
      ownStorage().setItem(key, JSON.stringify(next));
      return next;
    });
  return { draft, change, forget: () => ownStorage().removeItem(key) };
}
