import type { CodesOf, KeysOf } from "../platform/refusal";
import { lockedOutProjection } from "./complaints/locked-out.projection";
import { AccessEntry } from "./access-log/access-entry.entity";
import { AccessResolver } from "./access-log/access.resolver";
import type { CaseDistrict } from "./case-district";
import { Breach } from "./complaints/breach.entity";
import { CaseTimer } from "./complaints/case-timer.entity";
import { Complaint } from "./complaints/complaint.entity";
import { ComplaintLive } from "./complaints/complaint.live";
import { BreachResolver, ComplaintResolver } from "./complaints/complaint.resolver";
import { escalateBySilence } from "./complaints/escalate-by-silence";
import { OrderComplaintsResolver, PromiseFilingResolver } from "./complaints/order-complaints.resolver";
import { stayReminder, sweepReminders } from "./complaints/sweep-reminders";
import { firstResponseMissed } from "./complaints/first-response-missed";
import { recordDeadline } from "./complaints/record-deadline";
import { StageRecord } from "./complaints/stage-record.entity";
import { StageRecordResolver } from "./complaints/stage-record.resolver";
import { acceptBySilence } from "./desk/accept-by-silence";
import { BulkBatch, BulkItem } from "./desk/bulk.entity";
import { BulkResolver, BulkResultResolver } from "./desk/bulk.resolver";
import { CaseRecusal } from "./desk/case-recusal.entity";
import { DeskFieldsResolver } from "./desk/desk-fields.resolver";
import { DeskResolver } from "./desk/desk.resolver";
import { PresenceLive } from "./desk/presence.live";
import { QueueLive } from "./desk/queue.live";
import { QueueView } from "./desk/queue-view.entity";
import { QueueViewResolver } from "./desk/queue-view.resolver";
import { RoutingResolver } from "./desk/routing.resolver";
import { DeliveryDeadline } from "./detection/delivery-deadline.entity";
import { deliveryProjection, sweepDeliveries } from "./detection/delivery-deadlines.projection";
import { BreachFindingResolver, OrderFindingsResolver } from "./detection/machine-finding.resolver";
import { PromiseCheckResolver } from "./detection/promise-check.resolver";
import { CaseRequest } from "./evidence/case-request.entity";
import { CaseRequestResolver, ComplaintStageResolver } from "./evidence/case-request.resolver";
import { evidenceRoutes } from "./evidence/evidence-routes";
import { endEvidence, evidenceRequestMissed } from "./evidence/seal-evidence";
import { informationMissed } from "./evidence/information-missed";
import { Evidence } from "./evidence/evidence.entity";
import { ComplaintEvidenceResolver, EvidenceResolver } from "./evidence/evidence.resolver";
import { evidenceStillAwaited } from "./evidence/awaited-evidence";
import { FilingLimit } from "./filing-limits/filing-limit.entity";
import { AccountFilingLimitsResolver, FilingLimitResolver } from "./filing-limits/filing-limit.resolver";
import { sweepLeaversCases } from "./desk/sweep-leavers-cases";
import { sweepNumbers } from "./complaints/sweep-numbers";
import { sweepFilingLimits } from "./filing-limits/sweep-filing-limits";
import { InboxMarker } from "./inbox/inbox-marker.entity";
import { InboxLive } from "./inbox/inbox.live";
import { InboxResolver, NoticeResolver } from "./inbox/inbox.resolver";
import { NoticeOrderResolver } from "./inbox/notice-order.resolver";
import { Message } from "./negotiation/message.entity";
import {
  MessageResolver,
  NegotiationResolver,
  OfferResolver,
  SettlementResolver,
} from "./negotiation/negotiation.resolver";
import { ComplaintUpdateResolver, SeenResolver } from "./negotiation/thread.resolver";
import { Offer } from "./negotiation/offer.entity";
import { offerExpires } from "./negotiation/offer-expires";
import { Settlement } from "./negotiation/settlement.entity";
import { RoutingRule } from "./queues/routing-rule.entity";
import { pushProjection } from "./push/push.projection";
import { PushResolver } from "./push/push.resolver";
import { PushSubscription } from "./push/push-subscription.entity";
import { sendPushes } from "./push/send-pushes";
import { ComplaintDeliveriesResolver, DeliveryResolver } from "./told/delivery.resolver";
import { mailRoutes } from "./told/mail-routes";
import { tellingProjection } from "./told/telling.projection";
import { ReturnCase } from "./returns/return-case.entity";
import type texts from "./messages/en.json";
import { CASE_REFUSALS } from "./refusals.table";

declare module "../platform/refusal" {
  interface Messages extends KeysOf<typeof texts> {}
  interface RefusalCodes extends CodesOf<typeof CASE_REFUSALS> {}
}

/** The case, from the complaint to the decision. */
export const CASE = {
  refusals: CASE_REFUSALS,
  entities: [
    AccessEntry,
    Breach,
    BulkBatch,
    BulkItem,
    CaseRecusal,
    CaseRequest,
    CaseTimer,
    Complaint,
    DeliveryDeadline,
    Evidence,
    FilingLimit,
    InboxMarker,
    Message,
    Offer,
    QueueView,
    PushSubscription,
    ReturnCase,
    RoutingRule,
    Settlement,
    StageRecord,
  ],
  resolvers: [
    AccessResolver,
    AccountFilingLimitsResolver,
    BreachFindingResolver,
    BreachResolver,
    BulkResolver,
    BulkResultResolver,
    CaseRequestResolver,
    ComplaintEvidenceResolver,
    ComplaintLive,
    ComplaintResolver,
    ComplaintStageResolver,
    DeliveryResolver,
    ComplaintDeliveriesResolver,
    DeskFieldsResolver,
    DeskResolver,
    EvidenceResolver,
    FilingLimitResolver,
    InboxLive,
    InboxResolver,
    MessageResolver,
    NegotiationResolver,
    ComplaintUpdateResolver,
    SeenResolver,
    NoticeOrderResolver,
    NoticeResolver,
    OfferResolver,
    OrderComplaintsResolver,
    OrderFindingsResolver,
    PresenceLive,
    PromiseCheckResolver,
    PromiseFilingResolver,
    PushResolver,
    QueueLive,
    QueueViewResolver,
    RoutingResolver,
    SettlementResolver,
    StageRecordResolver,
  ],
  sweeps: [sweepReminders, sweepDeliveries, sweepFilingLimits, sweepNumbers, sweepLeaversCases],
  sendings: [sendPushes],
  systemActs: {
    OFFER_EXPIRES: offerExpires,
    FIRST_RESPONSE_MISSED: firstResponseMissed,
    ESCALATE_UNANSWERED: escalateBySilence,
    ESCALATE_PROVIDER_SILENT: escalateBySilence,
    ESCALATE_NO_SERIOUS_ANSWER: escalateBySilence,
    EXPIRE_CONSUMER_SILENT: async (caseFile) => caseFile.apply({ type: "COMPLAINT_EXPIRED", data: {} }),
    INFORMATION_MISSED: informationMissed,
    ADMISSIBILITY_LATE: recordDeadline("ADMISSIBILITY_LATE"),
    ACCEPT_BY_SILENCE: acceptBySilence,
    END_EVIDENCE: endEvidence,
    EVIDENCE_REQUEST_MISSED: evidenceRequestMissed,
    STAY_REMINDER: stayReminder,
  },
  projections: [lockedOutProjection, deliveryProjection, pushProjection, tellingProjection],
  routes: {
    evidence: { open: evidenceRoutes, stillAwaited: evidenceStillAwaited },
    mail: { open: mailRoutes, points: 5 },
  },
} satisfies CaseDistrict;
