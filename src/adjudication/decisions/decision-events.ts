import type { Codes, Id, Text, Time } from "../../platform/database/event";
import type { Severity } from "../../case/complaints/case-enums.types";
import type { Side } from "../../case/complaints/complaint-guards.pure";
import type { ReversalReason, RulingOutcome } from "../rulings/ruling-enums.types";
import type { AppealGround, AppealOutcome } from "./appeal-enums.types";

declare module "../../case/complaints/case-events" {
  interface CaseEvents {
    REVIEW_LATE: { severity: Severity };
    /** `because`: the reasons, separated by spaces. */
    RULING_AWAITS_APPROVAL: { rulingId: Id; outcome: RulingOutcome; because: Codes };
    RULING_DECLINED: { rulingId: Id; note: Text };
    RULING_ISSUED: { rulingId: Id; outcome: RulingOutcome };
    RULING_PUBLISHED: { rulingId: Id; outcome: RulingOutcome; providerId: Id };
    RULING_FINAL: { rulingId: Id };
    RULING_REVERSED: { rulingId: Id; because: ReversalReason };
    REGISTER_CORRECTED: { rulingId: Id; outcome: RulingOutcome; providerId: Id; because: ReversalReason };
    RULING_APPEALED: { appealId: Id; rulingId: Id; by: Side; ground: AppealGround; answerableUntil: Time };
    APPEAL_ANSWERED: { appealId: Id; rulingId: Id; by: Side };
    /** `by`: the side that may have it reviewed. */
    RULING_REVIEWABLE: { rulingId: Id; by: Side };
    APPEAL_WITHDRAWN: { rulingId: Id; by: Side };
    APPEAL_WAIVED: { rulingId: Id; by: Side };
    /** One for each appeal. */
    APPEAL_DECIDED: { rulingId: Id; by: Side; outcome: AppealOutcome };
    COMPLAINT_REMITTED: { rulingId: Id };
  }
}
