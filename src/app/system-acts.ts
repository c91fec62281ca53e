import { escalateBySilence } from "../case/complaints/escalate-complaint";
import { stayReminder } from "../case/complaints/reminders";
import type { SystemAct, SystemActs } from "../case/complaints/sweep";
import { acceptBySilence } from "../case/desk/admissibility";
import { endEvidence, evidenceRequestMissed, informationMissed } from "../case/evidence/evidence-stage";
import { offerExpires } from "../case/negotiation/offers";
import { settlementDefaults, settleUncontested } from "../case/negotiation/settlements";
import { remedyDefaults, remedyUncontested, stillUnremedied } from "../adjudication/remedies/remedy-clocks";
import { receivedBySilence, returnDecisionLate, returnLapses } from "../adjudication/remedies/return-clocks";
import { closeDismissed, enforceRuling } from "../adjudication/decisions/enforce-ruling";
import { reviewLate } from "../adjudication/decisions/review-late";

/** An arrow that changes nothing but the history: a deadline passed. */
const tell =
  (type: "FIRST_RESPONSE_MISSED" | "ADMISSIBILITY_LATE" | "APPEAL_DECISION_LATE"): SystemAct =>
  async (file) =>
    file.apply({ type, data: {} });

/** What the system does for each arrow of the table that a clock takes. */
export const SYSTEM_ACTS: SystemActs = {
  OFFER_EXPIRES: offerExpires,
  FIRST_RESPONSE_MISSED: tell("FIRST_RESPONSE_MISSED"),
  ESCALATE_UNANSWERED: escalateBySilence,
  ESCALATE_PROVIDER_SILENT: escalateBySilence,
  EXPIRE_CONSUMER_SILENT: async (file) => file.apply({ type: "COMPLAINT_EXPIRED", data: {} }),
  SETTLE_UNCONTESTED: settleUncontested,
  SETTLEMENT_DEFAULTS: settlementDefaults,
  INFORMATION_MISSED: informationMissed,
  ADMISSIBILITY_LATE: tell("ADMISSIBILITY_LATE"),
  ACCEPT_BY_SILENCE: acceptBySilence,
  END_EVIDENCE: endEvidence,
  EVIDENCE_REQUEST_MISSED: evidenceRequestMissed,
  REVIEW_LATE: reviewLate,
  ENFORCE: enforceRuling,
  CLOSE_DISMISSED: closeDismissed,
  APPEAL_DECISION_LATE: tell("APPEAL_DECISION_LATE"),
  REMEDY_UNCONTESTED: remedyUncontested,
  REMEDY_DEFAULTS: remedyDefaults,
  STILL_UNREMEDIED: stillUnremedied,
  RETURN_NOT_SHIPPED: returnLapses,
  RETURN_RECEIVED_BY_SILENCE: receivedBySilence,
  RETURN_UNCONTESTED: returnLapses,
  RETURN_DECISION_LATE: returnDecisionLate,
  STAY_REMINDER: stayReminder,
};
