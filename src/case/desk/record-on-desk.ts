import { recordOnCase } from "../complaints/case-file";
import type { Complaint } from "../complaints/complaint.entity";
import type { Tx } from "../../platform/database/tx";
import type { Events } from "../../platform/database/event";
import type { Actor } from "../../accounts/actor/actor";
import type { DeskEvents } from "./desk-events";
import { formerValues } from "./former-values.pure";

/** Records who works on a case, where it waits and how urgent it is: internal to the desk, outside the lifecycle, visible to staff only. */
export function recordOnDesk<T extends keyof DeskEvents>(
  tx: Tx,
  complaint: Complaint,
  /** Who acts; null for the system. */
  actor: Actor | null,
  event: { type: T; data: Events[T] },
  patch: Partial<Complaint> = {},
): void {
  const data = { ...event.data, ...formerValues(complaint, patch) };
  // The parties see when their case last changed, so `updatedAt` must not change.
  const { updatedAt } = complaint;
  recordOnCase(tx, complaint, actor, { type: event.type, audience: "STAFF", data }, { ...patch, updatedAt });
}
