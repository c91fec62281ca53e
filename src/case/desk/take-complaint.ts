import type { CaseResult } from "../complaints/case-file";
import { NO_LEASE } from "../complaints/no-lease.pure";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { recordOnDesk } from "./record-on-desk";
import { openForDesk } from "./open-for-desk";
import type { TakeComplaintInput } from "./lease.types";
import { leaseLength } from "./lease.queries";

/** Each taking raises the token, so that a late command by an earlier holder is refused even if the end of the lease went unnoticed. */
export async function takeComplaint(tx: Tx, actor: Actor, input: TakeComplaintInput): Promise<CaseResult> {
  const complaint = await openForDesk(tx, actor, input, "TAKE");
  const expiresAt = tx.now + (await leaseLength(tx));
  recordOnDesk(
    tx,
    complaint,
    actor,
    { type: "COMPLAINT_TAKEN", data: { holderId: actor.accountId, expiresAt } },
    {
      ...NO_LEASE,
      leaseHolderId: actor.accountId,
      leaseToken: complaint.leaseToken + 1,
      leaseExpiresAt: expiresAt,
    },
  );
  return { complaintId: complaint.id };
}
