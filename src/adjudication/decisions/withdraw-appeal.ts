import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { resumePenalties } from "../penalties/penalties-of-ruling";
import { startRemedies } from "../remedies/start-remedies";
import { payDefaultFromDeposit } from "../remedies/pay-default-from-deposit";
import { setAppealWindow } from "../rulings/ruling-changes";
import { Appeal } from "./appeal.entity";
import type { WithdrawAppealInput } from "./appeal.types";
import { rulingOf } from "./appealed-ruling.pure";
import { runAnswerClock } from "./run-answer-clock";
import { finishWhenSettled } from "./finish-when-settled";

/** WITHDRAW_APPEAL. When the last open appeal is withdrawn, the window continues where it was paused, and the time to pay begins anew. */
export async function withdrawAppeal(
  tx: Tx,
  actor: Actor,
  input: WithdrawAppealInput,
): Promise<CaseResult<"appealId">> {
  const opened = await CaseFile.open(tx, actor, input, "WITHDRAW_APPEAL");
  const { side, complaint, facts } = opened;
  const rulingId = rulingOf(opened);
  const last = facts.appealOpenOf.length === 1;
  const caseFile = opened.towards(last ? "RULED" : null);
  const appeal = await tx.findOne(Appeal, { rulingId, bySide: side });
  if (!appeal) throw new Error(`${rulingId} has no appeal to withdraw`);
  tx.change(appeal, { status: "WITHDRAWN", decidedAt: tx.now });
  if (last) await startRemedies(caseFile, rulingId, "RULED");
  else await runAnswerClock(caseFile, rulingId);
  caseFile.apply({ type: "APPEAL_WITHDRAWN", data: { rulingId, by: side } });
  if (last) {
    const ruling = { id: rulingId, providerId: complaint.providerId };
    setAppealWindow(tx, ruling, caseFile.timers.get("APPEAL_WINDOW")?.dueAt ?? null);
    await resumePenalties(caseFile, rulingId);
    await payDefaultFromDeposit(caseFile);
    await finishWhenSettled(caseFile, facts.appealWaivedBy);
  }
  return { complaintId: complaint.id, appealId: appeal.id };
}
