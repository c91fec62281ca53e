import type { ActorRole } from "../../platform/database/event";
import type { Complaint } from "../complaints/complaint.entity";
import { sideOf } from "../complaints/complaint.policy";
import type { Tx } from "../../platform/database/tx";
import { hasRole, type Actor, type Role } from "../../accounts/actor";
import { newId } from "../../platform/ids";
import { AccessEntry } from "./access-entry.entity";

const STAFF_ROLES: readonly Role[] = ["LEAD_MODERATOR", "MODERATOR", "INSPECTOR", "AUDITOR"];

/** Runs in the transaction of the access itself: nothing is read without a record. */
export function recordAccess(
  tx: Tx,
  actor: Actor,
  complaint: Complaint,
  what: Pick<AccessEntry, "kind" | "targetId"> & Partial<Pick<AccessEntry, "reader" | "purpose">>,
): void {
  const byRole = readingRole(actor, complaint);
  tx.noteAccess({ byId: actor.accountId, byRole, kind: what.kind, of: what.targetId ?? complaint.id });
  tx.insert(AccessEntry, {
    id: newId(AccessEntry),
    at: tx.now,
    byId: actor.accountId,
    byRole,
    complaintId: complaint.id,
    concernedId: complaint.consumerId,
    reader: null,
    purpose: null,
    ...what,
  });
}

function readingRole(actor: Actor, complaint: Complaint): ActorRole {
  const role = sideOf(actor, complaint) ?? STAFF_ROLES.find((each) => hasRole(actor, each));
  if (!role) throw new Error(`${actor.accountId} reads ${complaint.id} in no role`);
  return role;
}
