import type { Action } from "../complaints/complaint.lifecycle";
import type { ReturnCondition } from "./return-case.entity";

type Inspected = { condition: ReturnCondition; note: string | null };

declare module "../complaints/case-events" {
  interface CaseEvents {
    RETURN_OPENED: {
      returnId: string;
      settlementId?: string;
      remedyId?: string;
      shipBy: number;
      refundAmount: number;
    };
    RETURN_SHIPPED: { returnId: string; shipment: string; receiptDueAt: number };
    /** `because`: the arrow by which they count as received. */
    RETURN_RECEIVED: { returnId: string; refundDueAt?: number; because?: Action } & Partial<Inspected>;
    RETURN_REJECTED: { returnId: string; contestableUntil: number } & Inspected;
    RETURN_CONTESTED: { returnId: string; reason: string; decisionDueAt: number };
    RETURN_DECIDED: {
      returnId: string;
      decision: "FOR_CONSUMER" | "FOR_PROVIDER";
      reason: string;
      refundDueAt?: number;
      remedyId?: string;
    };
    RETURN_DECISION_LATE: { returnId: string };
    RETURN_LAPSED: { returnId: string; because: Action; remedyId?: string };
  }
}
