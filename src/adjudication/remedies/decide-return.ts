import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { decide } from "../../case/returns/return-changes";
import { currentReturn, endWithoutRefund, endWithRefund } from "./return-outcomes";
import type { DecideReturnInput } from "./return.types";

/** Without a lease: the case is not in the queue, and there is one thing to decide. */
export async function decideReturn(
  tx: Tx,
  actor: Actor,
  { forConsumer, reason, ...input }: DecideReturnInput,
): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "DECIDE_RETURN");
  const goods = await currentReturn(caseFile);
  decide(tx, goods, actor.accountId, reason);
  const end = forConsumer ? endWithRefund : endWithoutRefund;
  await end(caseFile, goods, {
    type: "RETURN_DECIDED",
    data: { returnId: goods.id, decision: forConsumer ? "FOR_CONSUMER" : "FOR_PROVIDER", reason },
  });
  return { complaintId: caseFile.complaint.id };
}
