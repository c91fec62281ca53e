import { dueOf } from "../../case/complaints/case-clocks";
import type { CaseFile } from "../../case/complaints/case-file";
import { stopReturnClocks } from "../../case/returns/end-return";

/** The return's next step has its own clock, in place of the one before. Answers when it runs out. */
export function startReturnClock(
  file: CaseFile,
  clock: "RETURN_RECEIPT" | "RETURN_CONTEST" | "RETURN_DECISION",
): number {
  stopReturnClocks(file);
  const dueAt = dueOf(file.rules, clock, file.now);
  file.timers.start(clock, file.now, dueAt);
  return dueAt;
}
