import { useEffect, type RefObject } from "react";
import type { FindingResult } from "../../api/schema.generated";
import { useKeys, useShortcuts, type Shortcut } from "../shortcuts";

/** Which key says what was found. */
export const FINDING_KEYS = {
  BROKEN: "broken",
  PARTLY_BROKEN: "partlyBroken",
  KEPT: "kept",
  NOT_PROVEN: "notProven",
} as const satisfies Record<FindingResult, Shortcut>;

/**
 * Single keys decide about the breach in which the focus is, or about the first that nothing is found about. Ctrl or ⌘ and Enter send the
 * form from anywhere: while something is missing, the browser leads there.
 */
export function useDecisionKeys(form: RefObject<HTMLFormElement | null>): void {
  const [keys] = useKeys();
  const find =
    (result: FindingResult): (() => void) =>
    () => {
      const open = [...(form.current?.querySelectorAll("[data-finding]") ?? [])];
      const breach =
        document.activeElement?.closest("[data-finding]") ?? open.find((each) => !each.querySelector("input:checked"));
      const input = breach?.querySelector<HTMLElement>(`input[value="${result}"]`);
      input?.focus();
      input?.click();
    };
  useShortcuts(keys, {
    [FINDING_KEYS.BROKEN]: find("BROKEN"),
    [FINDING_KEYS.PARTLY_BROKEN]: find("PARTLY_BROKEN"),
    [FINDING_KEYS.KEPT]: find("KEPT"),
    [FINDING_KEYS.NOT_PROVEN]: find("NOT_PROVEN"),
    evidence: () =>
      document.querySelector<HTMLElement>("main [data-evidence] :is([aria-pressed=true], li button)")?.focus(),
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented) return;
      const elsewhere = event.target instanceof Element ? event.target.closest("form") : null;
      if ((elsewhere && elsewhere !== form.current) || document.querySelector("dialog[open]")) return;
      form.current?.requestSubmit();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [form]);
}
