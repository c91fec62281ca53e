import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { accept } from "../rulings/ruling-changes";
import type { WaiveAppealInput } from "./appeal.types";
import { rulingOf } from "./appealed-ruling.pure";
import { finishWhenSettled } from "./finish-when-settled";

/** A side accepts the ruling. If the other side has accepted it too, or has used its appeal, the ruling is final without waiting for the window. */
export async function waiveAppeal(tx: Tx, actor: Actor, input: WaiveAppealInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "WAIVE_APPEAL");
  const { side, complaint, facts } = caseFile;
  const rulingId = rulingOf(caseFile);
  accept(tx, { id: rulingId, providerId: complaint.providerId }, side);
  caseFile.apply({ type: "APPEAL_WAIVED", data: { rulingId, by: side } });
  await finishWhenSettled(caseFile, [...facts.appealWaivedBy, side]);
  return { complaintId: complaint.id };
}
