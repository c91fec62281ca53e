import type { Actor } from "../../accounts/actor";
import type { Tx } from "../../platform/database/tx";
import type { Complaint } from "../complaints/complaint.entity";
import { recordAccess } from "./record-access";

export const recordOpening = (tx: Tx, actor: Actor, complaint: Complaint): void =>
  recordAccess(tx, actor, complaint, { kind: "CASE_READ", targetId: complaint.id });
