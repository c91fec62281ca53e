import { EVENT_LABELS } from "./event-types";
import { getLanguage, useLanguage } from "./language";

/** A type newer than these pages is shown as it is. */
function labelOfEvent(type: string): string {
  const labels: Readonly<Record<string, readonly [en: string, zh: string]>> = EVENT_LABELS;
  return labels[type]?.[getLanguage() === "en" ? 0 : 1] ?? type;
}

export function useEventLabel(): typeof labelOfEvent {
  useLanguage();
  return labelOfEvent;
}
