import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import { freezeUntilPaid } from "../penalties/penalties-of-ruling";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { payDefaultFromDeposit } from "./pay-default-from-deposit";
import type { CloseUnremediedInput } from "./remedy.types";

/** Nothing more can be obtained. If the consumer is owed money, the provider may not sell until it has paid. */
export async function closeUnremedied(tx: Tx, actor: Actor, input: CloseUnremediedInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "CLOSE_UNREMEDIED");
  caseFile.apply({ type: "COMPLAINT_UNREMEDIED", data: { reason: input.reason } });
  // What a proof in words has held up until now.
  await payDefaultFromDeposit(caseFile);
  await freezeUntilPaid(caseFile);
  return { complaintId: caseFile.complaint.id };
}
