import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { putInDefault } from "./put-in-default";
import { RemediesOfCase } from "./remedies-of-case";
import type { CheckRemedyInput } from "./remedy.types";

/** A moderator decides whether the evidence proves it. Without a lease: the case is not in the queue, and there is one thing to decide. */
export async function checkRemedy(tx: Tx, actor: Actor, input: CheckRemedyInput): Promise<CaseResult<"remedyId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "CHECK_REMEDY");
  const remedies = await RemediesOfCase.read(caseFile);
  const remedy = remedies.open(input.remedyId);
  const field = "input.remedyId";
  if (remedy.checkSince === null) throw new Refusal("NOT_IN_THIS_STATE", { reason: "remedy.notUnderCheck", field });
  if (await remedies.refundOf(remedy))
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "remedy.financeChecks", field });
  const data = { remedyId: remedy.id, reason: input.reason };
  if (input.performed) await remedies.verify(remedy, data);
  else {
    remedies.refute(remedy);
    caseFile.apply({ type: "REMEDY_REFUTED", data });
    await putInDefault(caseFile.follow("REMEDY_DEFAULTS"), remedies, [remedy]);
  }
  return { complaintId: caseFile.complaint.id, remedyId: remedy.id };
}
