import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import type { Complaint } from "../complaints/complaint.entity";
import { accessTo } from "./record-access";
import { AccessEntry } from "./access-entry.entity";

/** Those of a page in one statement. */
export function recordOpening(tx: Tx, actor: Actor, complaints: readonly Complaint[]): void {
  const entries = complaints.map((complaint) =>
    accessTo(tx, actor, complaint, { kind: "CASE_READ", targetId: complaint.id }),
  );
  tx.insert(AccessEntry, ...entries);
}
