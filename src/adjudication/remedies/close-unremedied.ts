import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import { owedToConsumers } from "../deposit/owed.queries";
import { freezeUntilPaid } from "../penalties/ruling-sanctions";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import type { CloseUnremediedInput } from "./remedy.types";

/** Nothing more can be had. If it is money that the consumer did not get, the provider sells nothing until it has paid. */
export async function closeUnremedied(tx: Tx, actor: Actor, input: CloseUnremediedInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "CLOSE_UNREMEDIED");
  file.apply({ type: "COMPLAINT_UNREMEDIED", data: { reason: input.reason } });
  const { id: complaintId, providerId, currentRulingId } = file.complaint;
  const owed = await owedToConsumers(tx, providerId);
  if (currentRulingId !== null && owed.some((debt) => debt.complaintId === complaintId))
    await freezeUntilPaid(file, currentRulingId);
  return { complaintId };
}
