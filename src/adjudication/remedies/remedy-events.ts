import type { Amount, Codes, Currency, Id, NoData, Text, Time } from "../../platform/database/event";

declare module "../../case/complaints/case-events" {
  interface CaseEvents {
    /** The provider was silent: what the broken promise itself promises is due. */
    COMPENSATION_DUE: { remedyId: Id; amount: Amount; currency: Currency; contestableUntil?: Time };
    /** What was agreed was not done in time: it is owed, without a ruling. */
    SETTLEMENT_OWED: { settlementId: Id; remedyId: Id; dueAt: Time; amount: Amount; currency: Currency };
    COMPENSATION_CONTESTED: { reason: Text };
    COMPLAINT_COMPENSATED: NoData;
    REMEDY_PROOF_FILED: { remedyId: Id };
    /** `provableUntil`: when the provider, which now must prove it verifiably, is in default; null when the platform checks it. */
    REMEDY_CONTESTED: { remedyId: Id; reason: Text; provableUntil: Time | null };
    /** `remedyIds` are separated by spaces. */
    REMEDY_UNANSWERED: { remedyIds: Codes };
    /** `reason`: the moderator's; null when the payment arrived. */
    REMEDY_VERIFIED: { remedyId: Id; reason: Text | null };
    REMEDY_REFUTED: { remedyId: Id; reason: Text };
    /** Finance found only this much of what the provider says that it refunded: the rest is owed as before. */
    REMEDY_REFUNDED_IN_PART: { remedyId: Id; amount: Amount; currency: Currency; reason: Text };
    /** The consumer had confirmed the refund by then: its word stands, but while it can still say otherwise, by having the case reopened. */
    CONFIRMED_REFUND_NOT_FOUND: { remedyId: Id; amount: Amount; currency: Currency };
    REMEDY_CHECK_LATE: NoData;
    REMEDY_CONFIRMED: { remedyId: Id };
    REMEDY_WAIVED: { remedyId: Id };
    /** `remedyIds` are separated by spaces. */
    REMEDY_DEFAULTED: { remedyIds: Codes };
    COMPENSATION_SET_ASIDE: { remedyId: Id; amount: Amount; currency: Currency };
    /** The ruling was reversed on appeal: what the consumer has because of it is owed back to the deposit. */
    COMPENSATION_OWED_BACK: { remedyId: Id; amount: Amount; currency: Currency };
    /** What the consumer owed back counts as paid towards what the next ruling orders. `because`: of a service in default, what of the price goes back otherwise. */
    COMPENSATION_CREDITED: { remedyId: Id; amount: Amount; currency: Currency; because?: "GIVEN_BACK" };
    /** Less of the price goes back otherwise than was counted towards a service in default. */
    COMPENSATION_OWED_AGAIN: { remedyId: Id; amount: Amount; currency: Currency };
    COMPLAINT_REMEDIED: NoData;
    COMPLAINT_UNREMEDIED: { reason: Text };
    STILL_UNREMEDIED: NoData;
  }
}
