import type { NoData } from "../../platform/database/event";

declare module "../../case/complaints/case-events" {
  interface CaseEvents {
    /** The provider was silent: what the broken promise itself promises is due. */
    COMPENSATION_DUE: { remedyId: string; amount: number; currency: string };
    /** What was agreed was not done in time: it is owed, without a ruling. */
    SETTLEMENT_OWED: { settlementId: string; remedyId: string; dueAt: number; amount: number; currency: string };
    COMPENSATION_CONTESTED: { reason: string };
    COMPLAINT_COMPENSATED: NoData;
    REMEDY_PROOF_FILED: { remedyId: string };
    /** `provableUntil`: when the provider, which now must prove it verifiably, is in default; null when the platform checks it. */
    REMEDY_CONTESTED: { remedyId: string; reason: string; provableUntil: number | null };
    /** `remedyIds` are separated by spaces. */
    REMEDY_UNANSWERED: { remedyIds: string };
    /** `reason`: the moderator's; null when the payment arrived. */
    REMEDY_VERIFIED: { remedyId: string; reason: string | null };
    REMEDY_REFUTED: { remedyId: string; reason: string };
    REMEDY_CHECK_LATE: NoData;
    REMEDY_CONFIRMED: { remedyId: string };
    REMEDY_WAIVED: { remedyId: string };
    /** `remedyIds` are separated by spaces. */
    REMEDY_DEFAULTED: { remedyIds: string };
    COMPENSATION_SET_ASIDE: { remedyId: string; amount: number; currency: string };
    /** The ruling was reversed on appeal: what the consumer has because of it is owed back to the deposit. */
    COMPENSATION_OWED_BACK: { remedyId: string; amount: number; currency: string };
    /** What the consumer owed back counts as paid towards what the next ruling orders. */
    COMPENSATION_CREDITED: { remedyId: string; amount: number; currency: string };
    COMPLAINT_REMEDIED: NoData;
    COMPLAINT_UNREMEDIED: { reason: string };
    STILL_UNREMEDIED: NoData;
  }
}
