import { CaseFile, type CaseResult } from "../complaints/case-file";
import { NO_LEASE } from "../complaints/no-lease.pure";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { CaseRecusal } from "./case-recusal.entity";
import type { RefuseComplaintInput } from "./admissibility.types";

/** REFUSE. If the case comes back, another moderator reviews it. */
export async function refuseComplaint(tx: Tx, actor: Actor, input: RefuseComplaintInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "REFUSE");
  const { ground, text } = input;
  caseFile.apply({ type: "COMPLAINT_REFUSED", data: { ground, text } }, { ...NO_LEASE, refusalGround: ground });
  tx.insert(CaseRecusal, {
    id: newId(CaseRecusal),
    complaintId: caseFile.complaint.id,
    accountId: actor.accountId,
    ground: "REFUSED_BEFORE",
    reason: null,
    at: tx.now,
  });
  return { complaintId: caseFile.complaint.id };
}
