import { dueOf } from "../../case/complaints/case-clocks";
import type { CaseFile } from "../../case/complaints/case-file";
import { stopReturnClocks } from "../../case/returns/stop-return-clocks";

/** The return's next step has its own clock, which replaces the previous one. Returns when it expires. */
export function startReturnClock(
  caseFile: CaseFile,
  clock: "RETURN_RECEIPT" | "RETURN_CONTEST" | "RETURN_DECISION",
): number {
  stopReturnClocks(caseFile);
  const dueAt = dueOf(caseFile.rules, clock, caseFile.now);
  caseFile.timers.start(clock, caseFile.now, dueAt);
  return dueAt;
}
