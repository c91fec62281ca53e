import { noteOnCase } from "../complaints/case-file";
import type { CaseInput } from "../complaints/case-input.types";
import type { Complaint } from "../complaints/complaint.entity";
import { IN_QUEUE } from "../complaints/complaint.lifecycle";
import { sideOf, viewerOf } from "../complaints/complaint.policy";
import { lockCase } from "../complaints/lock-case";
import type { Tx } from "../../platform/database/tx";
import type { Events } from "../../platform/database/event";
import type { Actor } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import { CaseRecusal } from "./case-recusal.entity";
import type { DeskEvents } from "./desk-events";
import { refusedAtDesk, type DeskAction, type DeskFacts } from "./desk-action.policy";
import { formerValues } from "./former-values.pure";

/** The case under its lock, for those of the platform's people who are on no side of it. */
export async function lockForDesk(
  tx: Tx,
  actor: Actor,
  { complaintId, expectedVersion }: Pick<CaseInput, "complaintId" | "expectedVersion">,
): Promise<Complaint> {
  const complaint = await lockCase(tx, actor, complaintId);
  if (sideOf(actor, complaint) !== null) throw new Refusal("CONFLICT_OF_INTEREST");
  if (typeof expectedVersion === "number" && expectedVersion !== complaint.version)
    throw new Refusal("STALE_VERSION", { field: "input.expectedVersion", params: { current: complaint.version } });
  return complaint;
}

type DeskInput = Pick<CaseInput, "complaintId" | "expectedVersion"> & { leaseToken?: number };

/** The same, if they may do this with it now. Where the input has a fencing token, it must be that of the lease. */
export async function openForDesk(tx: Tx, actor: Actor, input: DeskInput, action: DeskAction): Promise<Complaint> {
  const complaint = await lockForDesk(tx, actor, input);
  const { accountId } = actor;
  const recusal = await tx.findOne(CaseRecusal, { complaintId: complaint.id, accountId });
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

export function deskFactsOf(complaint: Complaint, recusal: CaseRecusal | null, now: number): DeskFacts {
  const { status, assignedToId, escalatedAt, leaseHolderId, leaseExpiresAt } = complaint;
  return {
    status,
    assignedToId,
    escalatedAt,
    lease: isLeased(complaint, now) ? { holderId: leaseHolderId ?? "", until: leaseExpiresAt ?? 0 } : null,
    recusal: recusal?.ground ?? null,
  };
}

export function requireInQueue({ status }: Complaint): void {
  if (!IN_QUEUE.has(status)) throw new Refusal("NOT_IN_THIS_STATE", { reason: "state", params: { status } });
}

export const isLeased = ({ leaseHolderId, leaseExpiresAt }: Complaint, now: number): boolean =>
  leaseHolderId !== null && (leaseExpiresAt ?? 0) > now;

/** Who works on a case, where it waits and how urgent it is: the desk's own affair, beside the lifecycle, and for staff's eyes. */
export function noteOnDesk<T extends keyof DeskEvents>(
  tx: Tx,
  complaint: Complaint,
  /** Who acts; null for the system. */
  actor: Actor | null,
  event: { type: T; data: Events[T] },
  patch: Partial<Complaint> = {},
): void {
  const data = { ...event.data, ...formerValues(complaint, patch) };
  // The parties, who read when their case last changed, see nothing of it.
  const { updatedAt } = complaint;
  noteOnCase(tx, complaint, actor, { type: event.type, audience: "STAFF", data }, { ...patch, updatedAt });
}
