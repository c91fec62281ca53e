import type { CaseFile } from "../complaints/case-file";

const CLOCKS = ["RETURN_WINDOW", "RETURN_RECEIPT", "RETURN_CONTEST", "RETURN_DECISION"] as const;

/** Stops all of a return's own clocks: it takes another step, or ends. */
export function stopReturnClocks({ timers }: CaseFile): void {
  for (const clock of CLOCKS) timers.stop(clock);
}
