import type { Code, Id, Text, Time } from "../../platform/database/event";
import type { RefusalGround, Severity } from "../complaints/case-enums.types";
import type { Action } from "../complaints/complaint.lifecycle";
import type { FormerValues } from "./former-values.pure";
import type { RecusalGround } from "./recusal.pure";

type InBatch = { batchId: Id; reason: Text };

/** The events of a case that the desk records for moderators. */
export interface DeskEvents {
  COMPLAINT_TAKEN: { holderId: Id; expiresAt: Time };
  COMPLAINT_HELD: { until: Time; reason: Text };
  COMPLAINT_RELEASED: Partial<InBatch>;
  COMPLAINT_REASSIGNED: { reason: Text; assignedToId?: Id; accountId?: Id; batchId?: Id };
  COMPLAINT_ESCALATED_TO_LEAD: { reason?: Text; because?: Action };
  COMPLAINT_MOVED_TO_QUEUE: { queue?: Code } & InBatch;
  SEVERITY_CHANGED: { severity?: Severity } & InBatch;
  NOTE_WRITTEN: { messageId: Id };
  BULK_ACTION_UNDONE: { batchId: Id };
  MODERATOR_RECUSED: { accountId: Id; ground: RecusalGround; reason: Text };
}
type WithFormerValues<E> = { [T in keyof E]: E[T] & FormerValues };

declare module "../complaints/case-events" {
  interface CaseEvents extends WithFormerValues<DeskEvents> {
    COMPLAINT_ACCEPTED: { note?: Text | null; because?: Action };
    COMPLAINT_REFUSED: { ground: RefusalGround; text: Text };
  }
}
