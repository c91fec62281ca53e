import type { Complaint } from "../complaints/complaint.entity";

export type BulkActionKind = "ASSIGN" | "SET_SEVERITY" | "MOVE_TO_QUEUE" | "RELEASE_LEASE";

export type BulkOutcome = "PENDING" | "CHANGED" | "UNCHANGED" | "REFUSED";

export type BulkUndo = "UNDONE" | "CHANGED_SINCE" | "REFUSED";

/** The values of a case that each action gives, and its undoing gives back. The token tells whether a case was taken since. */
const VALUES = {
  ASSIGN: ["assignedToId", "escalatedAt"],
  SET_SEVERITY: ["severity", "queue"],
  MOVE_TO_QUEUE: ["queue"],
  RELEASE_LEASE: ["leaseHolderId", "leaseToken", "leaseExpiresAt", "heldUntil", "holdReason"],
} as const satisfies Record<BulkActionKind, readonly (keyof Complaint)[]>;

type CaseValues = Pick<Complaint, (typeof VALUES)[BulkActionKind][number]>;
export type BulkValues = Partial<CaseValues>;

export const valuesOf = (action: BulkActionKind, complaint: CaseValues): BulkValues =>
  Object.fromEntries(VALUES[action].map((name) => [name, complaint[name]]));

export function sameValues(one: BulkValues, other: BulkValues): boolean {
  const names = Object.keys(one) as (keyof BulkValues)[];
  return names.every((name) => one[name] === other[name]);
}

/** Whom these values give something to do. */
export const peopleIn = ({ assignedToId, leaseHolderId }: BulkValues): string[] =>
  [assignedToId, leaseHolderId].flatMap((id) => id ?? []);
