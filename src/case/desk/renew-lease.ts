import { type CaseResult, setQuietly } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { openForDesk } from "./open-for-desk";
import type { RenewLeaseInput } from "./lease.types";
import { leaseLength } from "./lease.queries";

/** A case on hold keeps its longer time. */
export async function renewLease(tx: Tx, actor: Actor, input: RenewLeaseInput): Promise<CaseResult> {
  const complaint = await openForDesk(tx, actor, input, "RENEW");
  setQuietly(tx, complaint, {
    leaseExpiresAt: Math.max(tx.now + (await leaseLength(tx)), complaint.heldUntil ?? 0),
  });
  return { complaintId: complaint.id };
}
