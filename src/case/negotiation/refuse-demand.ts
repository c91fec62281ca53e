import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { RefuseDemandInput } from "./message.types";

export async function refuseDemand(tx: Tx, actor: Actor, input: RefuseDemandInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "REFUSE_DEMAND");
  caseFile.apply(
    { type: "DEMAND_REFUSED", data: { reason: input.reason } },
    { ...caseFile.answered(), providerRefusedAt: tx.now },
  );
  return { complaintId: caseFile.complaint.id };
}
