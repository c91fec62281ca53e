import type { Amount, Id, Text, Time } from "../../platform/database/event";
import type { Action } from "../complaints/complaint.lifecycle";
import type { ReturnCondition } from "./return-case.entity";

type Inspected = { condition: ReturnCondition; note: Text | null };

declare module "../complaints/case-events" {
  interface CaseEvents {
    RETURN_OPENED: {
      returnId: Id;
      settlementId?: Id;
      remedyId?: Id;
      shipBy: Time;
      refundAmount: Amount;
    };
    RETURN_SHIPPED: { returnId: Id; shipment: Text; receiptDueAt: Time };
    /** `because`: the arrow by which they count as received. */
    RETURN_RECEIVED: { returnId: Id; refundDueAt?: Time; because?: Action } & Partial<Inspected>;
    RETURN_REJECTED: { returnId: Id; contestableUntil: Time } & Inspected;
    RETURN_CONTESTED: { returnId: Id; reason: Text; decisionDueAt: Time };
    RETURN_DECIDED: {
      returnId: Id;
      decision: "FOR_CONSUMER" | "FOR_PROVIDER";
      reason: Text;
      refundDueAt?: Time;
      remedyId?: Id;
    };
    RETURN_DECISION_LATE: { returnId: Id };
    RETURN_LAPSED: { returnId: Id; because: Action; remedyId?: Id };
  }
}
