import type { Severity } from "../../case/complaints/case-enums.types";
import type { Side } from "../../case/complaints/complaint-guards.pure";
import type { ReversalReason, RulingOutcome } from "../rulings/ruling-enums.types";
import type { AppealGround, AppealOutcome } from "./appeal-enums.types";

declare module "../../case/complaints/case-events" {
  interface CaseEvents {
    REVIEW_LATE: { severity: Severity };
    /** `because`: the reasons, separated by spaces. */
    RULING_AWAITS_APPROVAL: { rulingId: string; outcome: RulingOutcome; because: string };
    RULING_DECLINED: { rulingId: string; note: string };
    RULING_ISSUED: { rulingId: string; outcome: RulingOutcome };
    RULING_PUBLISHED: { rulingId: string; outcome: RulingOutcome; providerId: string };
    RULING_FINAL: { rulingId: string };
    RULING_REVERSED: { rulingId: string; because: ReversalReason };
    REGISTER_CORRECTED: { rulingId: string; outcome: RulingOutcome; providerId: string; because: ReversalReason };
    RULING_APPEALED: { appealId: string; rulingId: string; by: Side; ground: AppealGround; answerableUntil: number };
    APPEAL_ANSWERED: { appealId: string; rulingId: string; by: Side };
    /** `by`: the side that may have it reviewed. */
    RULING_REVIEWABLE: { rulingId: string; by: Side };
    APPEAL_WITHDRAWN: { rulingId: string; by: Side };
    APPEAL_WAIVED: { rulingId: string; by: Side };
    /** One for each appeal. */
    APPEAL_DECIDED: { rulingId: string; by: Side; outcome: AppealOutcome };
    COMPLAINT_REMITTED: { rulingId: string };
  }
}
