import type { RefusalGround, Severity } from "../complaints/case-enums.types";
import type { Action } from "../complaints/complaint.lifecycle";
import type { FormerValues } from "./former-values.pure";
import type { RecusalGround } from "./recusal.pure";

type InBatch = { batchId: string; reason: string };

/** The events of a case that the desk records for moderators. */
export interface DeskEvents {
  COMPLAINT_TAKEN: { holderId: string; expiresAt: number };
  COMPLAINT_HELD: { until: number; reason: string };
  COMPLAINT_RELEASED: Partial<InBatch>;
  COMPLAINT_REASSIGNED: { reason: string; assignedToId?: string; accountId?: string; batchId?: string };
  COMPLAINT_ESCALATED_TO_LEAD: { reason?: string; because?: Action };
  COMPLAINT_MOVED_TO_QUEUE: { queue?: string } & InBatch;
  SEVERITY_CHANGED: { severity?: Severity } & InBatch;
  BULK_ACTION_UNDONE: { batchId: string };
  MODERATOR_RECUSED: { accountId: string; ground: RecusalGround; reason: string };
}
type WithFormerValues<E> = { [T in keyof E]: E[T] & FormerValues };

declare module "../complaints/case-events" {
  interface CaseEvents extends WithFormerValues<DeskEvents> {
    COMPLAINT_ACCEPTED: { note?: string | null; because?: Action };
    COMPLAINT_REFUSED: { ground: RefusalGround; text: string };
  }
}
