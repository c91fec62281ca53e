import type { CaseFile } from "../../case/complaints/case-file";
import { dueAfter, remaining } from "../../house-rules/working-time.pure";
import { Appeal } from "./appeal.entity";

/** The case is resumed. Whoever has an appeal to answer has as much time left as before the stay; the clock, which runs until the last of them, has that already. */
export async function moveAnswerTimes({ tx, complaint, rules, now }: CaseFile, stayedAt: number): Promise<void> {
  if (complaint.status !== "APPEALED" || complaint.currentRulingId === null) return;
  const length = rules.at(stayedAt).length("clock.APPEAL_ANSWER");
  const open = { rulingId: complaint.currentRulingId, status: "FILED" as const, answeredAt: null };
  for (const appeal of await tx.find(Appeal, open)) {
    if (appeal.answerDueAt <= stayedAt) continue;
    const left = remaining(rules.calendar, stayedAt, appeal.answerDueAt, length);
    tx.change(appeal, { answerDueAt: Math.round(dueAfter(rules.calendar, now, left)) });
  }
}
