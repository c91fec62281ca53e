import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { RemediesOfCase } from "./remedies-of-case";
import type { ConfirmRemedyInput } from "./remedy.types";

export async function confirmRemedy(tx: Tx, actor: Actor, input: ConfirmRemedyInput): Promise<CaseResult<"remedyId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "CONFIRM_REMEDY");
  const remedies = await RemediesOfCase.read(caseFile);
  const remedy = remedies.open(input.remedyId);
  if (!remedy.isProved) throw new Refusal("NOT_IN_THIS_STATE", { reason: "remedy.notProved", field: "input.remedyId" });
  tx.change(remedy, { confirmedAt: tx.now });
  await remedies.step("REMEDY_CONFIRMED", remedy, { remedyId: remedy.id });
  return { complaintId: caseFile.complaint.id, remedyId: remedy.id };
}
