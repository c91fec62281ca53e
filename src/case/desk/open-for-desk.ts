import type { CaseInput } from "../complaints/case-input.types";
import type { Complaint } from "../complaints/complaint.entity";
import { sideOf, viewerOf } from "../complaints/complaint.policy";
import { lockCase } from "../complaints/lock-case";
import type { Tx } from "../../platform/database/tx";
import { accountsOf, type Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { CaseRecusal } from "./case-recusal.entity";
import { refusedAtDesk, type DeskAction } from "./desk-action.policy";
import { deskFactsOf } from "./desk-facts.pure";

type DeskInput = Pick<CaseInput, "complaintId" | "expectedVersion"> & { leaseToken?: number };

/**
 * The case under its lock, for moderators who are on no side of it and may do this with it now. Where the input has a fencing token,
 * it must be that of the lease.
 */
export async function openForDesk(tx: Tx, actor: Actor, input: DeskInput, action: DeskAction): Promise<Complaint> {
  const complaint = await lockForDesk(tx, actor, input);
  const recusal = await tx.findOne(CaseRecusal, { complaintId: complaint.id, accountId: [...accountsOf(actor)] });
  const refused = refusedAtDesk(action, deskFactsOf(complaint, recusal, tx.now), viewerOf(actor, complaint));
  if (refused)
    throw new Refusal(refused.code, {
      reason: refused.reason,
      availableAt: refused.availableAt,
      params: { status: complaint.status },
      ...(refused.code === "LEASE_REQUIRED" && { field: "input.leaseToken" }),
    });
  if (input.leaseToken !== undefined && input.leaseToken !== complaint.leaseToken)
    throw new Refusal("LEASE_REQUIRED", { reason: "guard.leaseLost", field: "input.leaseToken" });
  return complaint;
}

async function lockForDesk(tx: Tx, actor: Actor, { complaintId, expectedVersion }: DeskInput): Promise<Complaint> {
  const complaint = await lockCase(tx, actor, complaintId);
  if (sideOf(actor, complaint) !== null) throw new Refusal("CONFLICT_OF_INTEREST");
  if (typeof expectedVersion === "number" && expectedVersion !== complaint.version)
    throw new Refusal("STALE_VERSION", { field: "input.expectedVersion", params: { current: complaint.version } });
  return complaint;
}
