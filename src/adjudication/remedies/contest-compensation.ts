import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import { OPENED_ANEW } from "../../case/complaints/heard-anew.pure";
import { takeBreaches } from "../../case/complaints/take-breaches";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { cancelUnruled } from "./cancel-unruled";
import type { ContestCompensationInput } from "./remedy.types";

/**
 * CONTEST_COMPENSATION. The provider, silent until now, wants it decided: what was not sent yet goes back to its deposit, exactly as
 * after a reversed ruling, and a moderator looks at the case.
 */
export async function contestCompensation(tx: Tx, actor: Actor, input: ContestCompensationInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "CONTEST_COMPENSATION");
  const { id: complaintId, providerFirstResponseAt } = caseFile.complaint;
  await takeBreaches(tx, caseFile.complaint);
  await cancelUnruled(caseFile);
  caseFile.apply(
    { type: "COMPENSATION_CONTESTED", data: { reason: input.reason } },
    { ...OPENED_ANEW, claimAmount: null, providerFirstResponseAt: providerFirstResponseAt ?? tx.now },
  );
  return { complaintId };
}
