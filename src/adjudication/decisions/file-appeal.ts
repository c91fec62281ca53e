import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Side } from "../../case/complaints/complaint-guards.pure";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { newId } from "../../platform/ids";
import { resumePenalties, stayPenalties } from "../penalties/penalties-of-ruling";
import { becomeFinalEarly } from "./enforce-ruling";
import { accept, setAppealWindow } from "../rulings/ruling-changes";
import { Appeal } from "./appeal.entity";
import type { AppealRulingInput, WaiveAppealInput, WithdrawAppealInput } from "./appeal.types";

const SIDES: readonly Side[] = ["CONSUMER", "PROVIDER"];

/** Row 18. The first appeal stops the window and stays what the ruling does; the other side may appeal as well, for as long as it could have. */
export async function appealRuling(tx: Tx, actor: Actor, input: AppealRulingInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "APPEAL");
  const rulingId = rulingOf(caseFile);
  const first = caseFile.facts.appealOpenOf.length === 0;
  const id = newId(Appeal);
  tx.insert(Appeal, {
    id,
    complaintId: caseFile.complaint.id,
    rulingId,
    bySide: caseFile.side,
    filedById: actor.accountId,
    ground: input.ground,
    text: input.text,
    status: "FILED",
    filedAt: tx.now,
  });
  caseFile.apply({
    type: "RULING_APPEALED",
    data: { appealId: id, rulingId, by: caseFile.side, ground: input.ground },
  });
  if (first) await stayPenalties(caseFile, rulingId);
  return { complaintId: caseFile.complaint.id };
}

/** Row 18, undone. With the last open appeal gone the window goes on where it stopped. */
export async function withdrawAppeal(tx: Tx, actor: Actor, input: WithdrawAppealInput): Promise<CaseResult> {
  const opened = await CaseFile.open(tx, actor, input, "WITHDRAW_APPEAL");
  const { side, complaint, facts } = opened;
  const rulingId = rulingOf(opened);
  const last = facts.appealOpenOf.length === 1;
  const caseFile = opened.towards(last ? "RULED" : null);
  tx.execute("UPDATE appeal SET status = 'WITHDRAWN', decided_at = ? WHERE ruling_id = ? AND by_side = ?", [
    tx.now,
    rulingId,
    side,
  ]);
  caseFile.apply({ type: "APPEAL_WITHDRAWN", data: { rulingId, by: side } });
  if (last) {
    setAppealWindow(tx, rulingId, caseFile.timers.get("APPEAL_WINDOW")?.dueAt ?? null);
    await resumePenalties(caseFile, rulingId);
    await finishWhenSettled(caseFile, facts.appealWaivedBy);
  }
  return { complaintId: complaint.id };
}

/** Row 19: a side accepts the ruling; when the other side has as well, or has had its appeal, nobody waits for the window. */
export async function waiveAppeal(tx: Tx, actor: Actor, input: WaiveAppealInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "WAIVE_APPEAL");
  const { side, complaint, facts } = caseFile;
  const rulingId = rulingOf(caseFile);
  accept(tx, rulingId, side);
  caseFile.apply({ type: "APPEAL_WAIVED", data: { rulingId, by: side } });
  await finishWhenSettled(caseFile, [...facts.appealWaivedBy, side]);
  return { complaintId: complaint.id };
}

async function finishWhenSettled(caseFile: CaseFile, waivedBy: readonly Side[]): Promise<void> {
  const mayStill = SIDES.filter((side) => !waivedBy.includes(side) && !caseFile.facts.appealedBy.includes(side));
  if (mayStill.length === 0) await becomeFinalEarly(caseFile);
}

function rulingOf({ complaint }: CaseFile): string {
  if (complaint.currentRulingId === null) throw new Error(`${complaint.id} is ruled without a ruling`);
  return complaint.currentRulingId;
}
