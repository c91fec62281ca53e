import type { Complaint } from "../complaints/complaint.entity";
import type { CaseRecusal } from "./case-recusal.entity";
import type { DeskFacts } from "./desk-action.policy";

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

export const isLeased = ({ leaseHolderId, leaseExpiresAt }: Complaint, now: number): boolean =>
  leaseHolderId !== null && (leaseExpiresAt ?? 0) > now;
