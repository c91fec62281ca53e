import type { NoData } from "../../platform/database/event";
import type { Action } from "../../case/complaints/complaint.lifecycle";

declare module "../../case/complaints/case-events" {
  interface CaseEvents {
    REMEDY_PROOF_FILED: { remedyId: string };
    REMEDY_CONFIRMED: { remedyId: string };
    REMEDY_WAIVED: { remedyId: string };
    /** `remedyIds` are separated by spaces. */
    REMEDY_DEFAULTED: { remedyIds: string };
    COMPENSATION_SET_ASIDE: { remedyId: string; amount: number; currency: string };
    COMPLAINT_REMEDIED: { because?: Action };
    COMPLAINT_UNREMEDIED: { reason: string };
    STILL_UNREMEDIED: NoData;
  }
}
