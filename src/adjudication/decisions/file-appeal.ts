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

/** Row 18, undone. With the last open appeal gone the window goes on where it stopped. */
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

/** Row 19: a side accepts the ruling; when the other side has as well, or has had its appeal, nobody waits for the window. */
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
  if (complaint.currentRulingId === null) throw new Error(`${complaint.id} is ruled without a ruling`);
  return complaint.currentRulingId;
}
