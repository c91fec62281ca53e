import type { CaseFile } from "../../case/complaints/case-file";
import { Appeal } from "./appeal.entity";

/** APPEAL_ANSWER runs until the last open appeal that has no answer can no longer be answered. */
export async function runAnswerClock({ tx, timers, now }: CaseFile, rulingId: string): Promise<void> {
  const open = await tx.find(Appeal, { rulingId, status: "FILED", answeredAt: null });
  const last = Math.max(...open.map(({ answerDueAt }) => answerDueAt));
  if (last > now) timers.start("APPEAL_ANSWER", now, last);
  else timers.stop("APPEAL_ANSWER");
}
