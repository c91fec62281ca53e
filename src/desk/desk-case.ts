import { recordCaseEvent } from "../complaints/case-file";
import type { CaseInput } from "../complaints/case-input";
import { Complaint } from "../complaints/complaint.entity";
import { IN_QUEUE } from "../complaints/complaint.lifecycle";
import { maySee, sideOf } from "../complaints/complaint.policy";
import type { Tx } from "../platform/database/tx";
import type { EventData } from "../platform/feed/event";
import type { Actor } from "../platform/identity/actor";
import { isIdOf } from "../platform/ids";
import { Refusal } from "../platform/refusal";
import { formerValues } from "./former-values";

/** The case under its lock, for those of the platform's people who are on no side of it. */
export async function lockForDesk(
  tx: Tx,
  actor: Actor,
  { complaintId, expectedVersion }: Pick<CaseInput, "complaintId" | "expectedVersion">,
): Promise<Complaint> {
  const complaint = isIdOf("complaint", complaintId) ? await tx.lock(Complaint, complaintId) : null;
  if (!complaint || !maySee(actor, complaint)) throw new Refusal("NOT_FOUND", { field: "input.complaintId" });
  if (sideOf(actor, complaint) !== null) throw new Refusal("CONFLICT_OF_INTEREST");
  if (typeof expectedVersion === "number" && expectedVersion !== complaint.version)
    throw new Refusal("STALE_VERSION", { field: "input.expectedVersion", params: { current: complaint.version } });
  return complaint;
}

/** The same, while the case is the platform's to work on. */
export async function openForDesk(
  tx: Tx,
  actor: Actor,
  input: Pick<CaseInput, "complaintId" | "expectedVersion">,
): Promise<Complaint> {
  const complaint = await lockForDesk(tx, actor, input);
  requireInQueue(complaint);
  return complaint;
}

export function requireInQueue({ status }: Complaint): void {
  if (!IN_QUEUE.has(status)) throw new Refusal("NOT_IN_THIS_STATE", { reason: "state", params: { status } });
}

export function requireLease(complaint: Complaint, actor: Actor, token: number, now: number): void {
  const mine =
    complaint.leaseHolderId === actor.accountId && complaint.leaseToken === token && isLeased(complaint, now);
  if (!mine) throw new Refusal("LEASE_REQUIRED", { reason: "guard.leaseLost", field: "input.leaseToken" });
}

export const isLeased = ({ leaseHolderId, leaseExpiresAt }: Complaint, now: number): boolean =>
  leaseHolderId !== null && (leaseExpiresAt ?? 0) > now;

/** Who works on a case, where it waits and how urgent it is: the desk's own affair, beside the lifecycle, and for staff's eyes. */
export function noteOnDesk(
  tx: Tx,
  complaint: Complaint,
  /** Who acts; null for the system. */
  actor: Actor | null,
  event: { type: string; data?: EventData },
  patch: Partial<Complaint> = {},
): void {
  const data = { ...event.data, ...formerValues(complaint, patch) };
  tx.change(complaint, { ...patch, version: complaint.version + 1 });
  recordCaseEvent(tx, complaint, actor, { type: event.type, audience: "STAFF", data });
}
