import { AccountSession } from "./accounts/account-session.entity";
import { Account } from "./accounts/account.entity";
import { FormerName } from "./accounts/former-name.entity";
import { KnownDevice } from "./accounts/known-device.entity";
import { RefreshToken } from "./accounts/refresh-token.entity";
import { Appeal } from "./appeals/appeal.entity";
import { Breach } from "./complaints/breach.entity";
import { CaseTimer } from "./complaints/case-timer.entity";
import { Complaint } from "./complaints/complaint.entity";
import { StageRecord } from "./complaints/stage-record.entity";
import { BulkBatch, BulkItem } from "./desk/bulk.entity";
import { CaseRecusal } from "./desk/case-recusal.entity";
import { CaseRequest } from "./evidence/case-request.entity";
import { DepositEntry } from "./deposit/deposit-entry.entity";
import { DeliveryDeadline } from "./detection/delivery-deadline.entity";
import { Evidence } from "./evidence/evidence.entity";
import { InboxMarker } from "./inbox/inbox-marker.entity";
import { Inspection } from "./inspections/inspection.entity";
import { InspectionChecklist } from "./inspections/inspection-checklist.entity";
import { InspectionDraw } from "./inspections/inspection-draw.entity";
import { InspectionPlan } from "./inspections/inspection-plan.entity";
import { Observation } from "./inspections/observation.entity";
import { PatternComplaint } from "./inspections/pattern-complaint.entity";
import { RiskWatch } from "./inspections/risk-watch.entity";
import { Listing } from "./listings/listing.entity";
import { Message } from "./negotiation/message.entity";
import { Offer } from "./negotiation/offer.entity";
import { Settlement } from "./negotiation/settlement.entity";
import { OrderPromise } from "./orders/order-promise.entity";
import { Order } from "./orders/order.entity";
import { Payment } from "./payments/payment.entity";
import { Fine } from "./penalties/fine.entity";
import { PenaltyApproval } from "./penalties/penalty-approval.entity";
import { Job } from "./platform/jobs/job.entity";
import { ProjectionPlace } from "./platform/feed/projection-place.entity";
import { Penalty } from "./penalties/penalty.entity";
import { FeedCounter, LoggedEvent } from "./platform/feed/event.entity";
import { Notice } from "./platform/feed/notice.entity";
import { IdempotencyRecord } from "./platform/graphql/idempotency";
import { PointsEntry } from "./points/points-entry.entity";
import { Violation } from "./points/violation.entity";
import { PolicyValue } from "./policies/policy-value.entity";
import { PromiseVersion } from "./promises/promise-version.entity";
import { ServicePromise } from "./promises/service-promise.entity";
import { PastMembership } from "./providers/past-membership.entity";
import { ProviderInvitation } from "./providers/provider-invitation.entity";
import { ProviderMember } from "./providers/provider-member.entity";
import { Provider } from "./providers/provider.entity";
import { ReviewTally } from "./reviews/review-tally.entity";
import { Review } from "./reviews/review.entity";
import { ProviderReputation } from "./reputation/provider-reputation.entity";
import { ReputationInput } from "./reputation/reputation-input.entity";
import { RegisterEntry } from "./register/register-entry.entity";
import { RegisterHead } from "./register/register-head.entity";
import { Remedy } from "./remedies/remedy.entity";
import { RoutingRule } from "./routing/routing-rule.entity";
import { ReturnCase } from "./returns/return-case.entity";
import { ReplayedProvider } from "./replay/replayed-provider.entity";
import { ReplayedRuling } from "./replay/replayed-ruling.entity";
import { RuleReplay } from "./replay/rule-replay.entity";
import { RuleDraft } from "./rules/rule-draft.entity";
import { RuleVersion } from "./rules/rule-version.entity";
import { Rule } from "./rules/rule.entity";
import { RulingDraft } from "./rulings/ruling-draft.entity";
import { RulingFinding } from "./rulings/ruling-finding.entity";
import { Ruling } from "./rulings/ruling.entity";
import { SearchDocument } from "./search/search-document.entity";
import { SearchIndex } from "./search/search-index.entity";
import { SearchPosting } from "./search/search-posting.entity";
import { SearchTerm } from "./search/search-term.entity";
import { StageTime } from "./statistics/stage-time.entity";
import { StatisticCount } from "./statistics/statistic-count.entity";
import { UploadDay } from "./uploads/upload-day.entity";
import { CaseStay } from "./stays/case-stay.entity";
import { GuideVersion } from "./guides/guide-version.entity";
import { Guide } from "./guides/guide.entity";
import { OutsideRoute } from "./referrals/outside-route.entity";
import { Referral } from "./referrals/referral.entity";
import { Attempt } from "./training/attempt.entity";
import { CourseLesson, CourseQuestion } from "./training/course-parts.entity";
import { CourseVersion } from "./training/course-version.entity";
import { Course } from "./training/course.entity";
import { Enrolment } from "./training/enrolment.entity";
import { ChecklistItem } from "./vetting/checklist-item.entity";
import { LicenceContest } from "./vetting/licence-contest.entity";
import { ProviderApplication } from "./vetting/provider-application.entity";
import { VerificationDocument } from "./vetting/verification-document.entity";
import { Verification } from "./vetting/verification.entity";
import { VettingCheck } from "./vetting/vetting-check.entity";
import { AccessEntry } from "./access/access-entry.entity";
import { CaseSalt } from "./dossier/case-salt.entity";
import { DossierKey } from "./dossier/dossier-key.entity";
import { Dossier } from "./dossier/dossier.entity";
import { TransparencyStatement } from "./transparency/statement.entity";

/** Every table's class. */
export const ENTITIES = [
  AccessEntry,
  CaseSalt,
  Dossier,
  DossierKey,
  Account,
  FormerName,
  AccountSession,
  KnownDevice,
  Appeal,
  Breach,
  BulkBatch,
  BulkItem,
  CaseRecusal,
  CaseRequest,
  CaseStay,
  CaseTimer,
  Course,
  CourseLesson,
  CourseQuestion,
  CourseVersion,
  Attempt,
  Enrolment,
  Guide,
  GuideVersion,
  OutsideRoute,
  Referral,
  ChecklistItem,
  Complaint,
  DeliveryDeadline,
  DepositEntry,
  Evidence,
  FeedCounter,
  IdempotencyRecord,
  InboxMarker,
  Inspection,
  InspectionChecklist,
  InspectionDraw,
  InspectionPlan,
  Job,
  Listing,
  LoggedEvent,
  Message,
  Notice,
  Observation,
  Offer,
  Order,
  OrderPromise,
  Fine,
  Payment,
  Penalty,
  PatternComplaint,
  PenaltyApproval,
  PointsEntry,
  PolicyValue,
  ProjectionPlace,
  PromiseVersion,
  Provider,
  LicenceContest,
  ProviderApplication,
  ProviderMember,
  ProviderInvitation,
  PastMembership,
  ProviderReputation,
  RefreshToken,
  RegisterEntry,
  RegisterHead,
  Remedy,
  ReputationInput,
  ReturnCase,
  Review,
  ReviewTally,
  RoutingRule,
  RiskWatch,
  Rule,
  RuleDraft,
  RuleReplay,
  ReplayedProvider,
  ReplayedRuling,
  RuleVersion,
  Ruling,
  RulingDraft,
  RulingFinding,
  SearchDocument,
  SearchIndex,
  SearchPosting,
  SearchTerm,
  ServicePromise,
  Settlement,
  StageRecord,
  Verification,
  VerificationDocument,
  VettingCheck,
  StageTime,
  StatisticCount,
  UploadDay,
  TransparencyStatement,
  Violation,
];
