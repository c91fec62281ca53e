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

/** APPEAL. The first appeal pauses the window and stays the ruling's penalties; the other side keeps its full time to appeal. */
export async function appealRuling(tx: Tx, actor: Actor, input: AppealRulingInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "APPEAL");
  const rulingId = rulingOf(file);
  const first = file.facts.appealOpenOf.length === 0;
  const id = newId(Appeal);
  tx.insert(Appeal, {
    id,
    complaintId: file.complaint.id,
    rulingId,
    bySide: file.side,
    filedById: actor.accountId,
    ground: input.ground,
    text: input.text,
    status: "FILED",
    filedAt: tx.now,
  });
  file.apply({
    type: "RULING_APPEALED",
    data: { appealId: id, rulingId, by: file.side, ground: input.ground },
  });
  if (first) await stayPenalties(file, rulingId);
  return { complaintId: file.complaint.id };
}

/** WITHDRAW_APPEAL. When the last open appeal is withdrawn, the window continues where it was paused. */
export async function withdrawAppeal(tx: Tx, actor: Actor, input: WithdrawAppealInput): Promise<CaseResult> {
  const opened = await CaseFile.open(tx, actor, input, "WITHDRAW_APPEAL");
  const { side, complaint, facts } = opened;
  const rulingId = rulingOf(opened);
  const last = facts.appealOpenOf.length === 1;
  const file = opened.towards(last ? "RULED" : null);
  tx.execute("UPDATE appeal SET status = 'WITHDRAWN', decided_at = ? WHERE ruling_id = ? AND by_side = ?", [
    tx.now,
    rulingId,
    side,
  ]);
  file.apply({ type: "APPEAL_WITHDRAWN", data: { rulingId, by: side } });
  if (last) {
    setAppealWindow(tx, rulingId, file.timers.get("APPEAL_WINDOW")?.dueAt ?? null);
    await resumePenalties(file, rulingId);
    await finishWhenSettled(file, facts.appealWaivedBy);
  }
  return { complaintId: complaint.id };
}

/** A side accepts the ruling. If the other side has accepted it too, or has used its appeal, the ruling is final without waiting for the window. */
export async function waiveAppeal(tx: Tx, actor: Actor, input: WaiveAppealInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "WAIVE_APPEAL");
  const { side, complaint, facts } = file;
  const rulingId = rulingOf(file);
  accept(tx, rulingId, side);
  file.apply({ type: "APPEAL_WAIVED", data: { rulingId, by: side } });
  await finishWhenSettled(file, [...facts.appealWaivedBy, side]);
  return { complaintId: complaint.id };
}

async function finishWhenSettled(file: CaseFile, waivedBy: readonly Side[]): Promise<void> {
  const mayStill = SIDES.filter((side) => !waivedBy.includes(side) && !file.facts.appealedBy.includes(side));
  if (mayStill.length === 0) await becomeFinalEarly(file);
}

function rulingOf({ complaint }: CaseFile): string {
  if (complaint.currentRulingId === null) throw new Error(`${complaint.id} is RULED but has no ruling`);
  return complaint.currentRulingId;
}
