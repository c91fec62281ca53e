import type { ActorRole } from "../../platform/database/event";
import type { Complaint } from "../complaints/complaint.entity";
import { sideOf } from "../complaints/complaint.policy";
import type { Tx } from "../../platform/database/tx";
import { hasRole, type Actor, type Role } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { AccessEntry } from "./access-entry.entity";

const STAFF_ROLES: readonly Role[] = ["LEAD_MODERATOR", "MODERATOR", "INSPECTOR", "AUDITOR"];

type What = Pick<AccessEntry, "kind" | "targetId"> & Partial<Pick<AccessEntry, "reader" | "purpose">>;

/** Runs in the transaction of the access itself: nothing is read without a record. */
export function recordAccess(tx: Tx, actor: Actor, complaint: Complaint, what: What): void {
  tx.insert(AccessEntry, accessTo(tx, actor, complaint, what));
}

/** The entry, to be inserted in this transaction. */
export function accessTo(tx: Tx, actor: Actor, complaint: Complaint, what: What): AccessEntry {
  const byRole = readingRole(actor, complaint);
  tx.noteAccess({ byId: actor.accountId, byRole, kind: what.kind, of: what.targetId ?? complaint.id });
  return {
    id: newId(AccessEntry),
    at: tx.now,
    byId: actor.accountId,
    byRole,
    complaintId: complaint.id,
    concernedId: complaint.consumerId,
    reader: null,
    purpose: null,
    ...what,
  };
}

function readingRole(actor: Actor, complaint: Complaint): ActorRole {
  const role = sideOf(actor, complaint) ?? STAFF_ROLES.find((each) => hasRole(actor, each));
  if (!role) throw new Error(`${actor.accountId} reads ${complaint.id} in no role`);
  return role;
}
