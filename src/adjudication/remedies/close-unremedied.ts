import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import { owedToConsumers } from "../deposit/owed.queries";
import { freezeUntilPaid } from "../penalties/penalties-of-ruling";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import type { CloseUnremediedInput } from "./remedy.types";

/** Nothing more can be obtained. If the consumer is owed money, the provider may not sell until it has paid. */
export async function closeUnremedied(tx: Tx, actor: Actor, input: CloseUnremediedInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "CLOSE_UNREMEDIED");
  caseFile.apply({ type: "COMPLAINT_UNREMEDIED", data: { reason: input.reason } });
  const { id: complaintId, providerId, currentRulingId } = caseFile.complaint;
  const owed = await owedToConsumers(tx, providerId);
  if (currentRulingId !== null && owed.some((debt) => debt.complaintId === complaintId))
    await freezeUntilPaid(caseFile, currentRulingId);
  return { complaintId };
}
