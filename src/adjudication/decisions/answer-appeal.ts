import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Side } from "../../case/complaints/complaint-guards.pure";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Appeal } from "./appeal.entity";
import type { AnswerAppealInput } from "./appeal.types";
import { rulingOf } from "./appealed-ruling.pure";
import { runAnswerClock } from "./run-answer-clock";

const OTHER: Record<Side, Side> = { CONSUMER: "PROVIDER", PROVIDER: "CONSUMER" };

/** ANSWER_APPEAL. The other side is heard, once, before its appeal is decided. */
export async function answerAppeal(tx: Tx, actor: Actor, input: AnswerAppealInput): Promise<CaseResult<"appealId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "ANSWER_APPEAL");
  const rulingId = rulingOf(caseFile);
  const appeal = await tx.findOne(Appeal, { rulingId, bySide: OTHER[caseFile.side], status: "FILED" });
  if (!appeal) throw new Error(`${rulingId} has no appeal to answer`);
  tx.change(appeal, { answer: input.text, answeredById: actor.accountId, answeredAt: tx.now });
  await runAnswerClock(caseFile, rulingId);
  caseFile.apply({ type: "APPEAL_ANSWERED", data: { appealId: appeal.id, rulingId, by: caseFile.side } });
  return { complaintId: caseFile.complaint.id, appealId: appeal.id };
}
