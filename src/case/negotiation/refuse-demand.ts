import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import type { RefuseDemandInput } from "./message.types";

export async function refuseDemand(tx: Tx, actor: Actor, input: RefuseDemandInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "REFUSE_DEMAND");
  file.apply(
    { type: "DEMAND_REFUSED", data: { reason: input.reason } },
    { ...file.spoken(), providerRefusedAt: tx.now },
  );
  return { complaintId: file.complaint.id };
}
