import { flushSync } from "react-dom";

const FIELDS = "input, select, textarea";

/** Adds one more to the list of the button, and goes on at its first field: who does not see it would not know that it is there, nor where. */
export function goOnInAdded(button: HTMLElement, add: () => void): void {
  const fields = (): HTMLElement[] => [
    ...(button.closest("section, form")?.querySelectorAll<HTMLElement>(FIELDS) ?? []),
  ];
  const before = new Set(fields());
  flushSync(add);
  fields()
    .find((field) => !before.has(field))
    ?.focus();
}
