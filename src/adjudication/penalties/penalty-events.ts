import type { Amount, Currency, Hidden, Id, Quantity, Time } from "../../platform/database/event";
import type { PenaltyKind } from "../measures/penalty-kind.types";
import type { FinePayment } from "./fine.entity";

type Told = {
  penaltyId: Id;
  rulingId: Id;
  kind: PenaltyKind;
  listingId: Id | null;
  startsAt: Time | null;
  endsAt: Time | null;
  consumerId?: Hidden;
};
type FineTold = { penaltyId: Id; amount: Amount; currency: Currency };

declare module "../../market/providers/provider-events" {
  interface ProviderEvents {
    PENALTY_STARTED: Told;
    PENALTY_ENDED: Told;
    PENALTY_SUPERSEDED: Told;
    PENALTY_RESTORED: Told;
    PENALTY_REVERSED: Told;
    PENALTY_STAYED: Told;
    PENALTY_RESUMED: Told;
    PENALTY_WITHDRAWN: Told;
    /** `hearingUntil`: until when the provider may say something to it, where it is heard. */
    PENALTY_AWAITS_APPROVAL: Told & { hearingUntil?: Time };
    PENALTY_APPROVAL_LATE: Told & { wasDueAt?: Time };
    PENALTY_APPROVED: Told;
    PENALTY_DECLINED: Told;
    PENALTY_HEARD: Told;
    FINE_DUE: FineTold & { dueAt: Time };
    FINE_PAID: FineTold & { paidBy: FinePayment };
    FINE_OVERDUE: FineTold;
    FINE_CANCELLED: FineTold;
    FINE_REFUNDED: FineTold;
    POINTS_CHANGED: { active: Quantity; provisional: Quantity; lines: Quantity };
  }
}

export type FineRecord = "FINE_DUE" | "FINE_PAID" | "FINE_OVERDUE" | "FINE_CANCELLED" | "FINE_REFUNDED";
