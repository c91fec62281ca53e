import { AccountSession } from "../accounts/account-session.entity";
import { Account } from "../accounts/account.entity";
import { FormerName } from "../accounts/former-name.entity";
import { KnownDevice } from "../accounts/known-device.entity";
import { FactorReset } from "../accounts/factors/factor-reset.entity";
import { GuessCount } from "../accounts/factors/guess-count.entity";
import { MetChallenge } from "../accounts/factors/met-challenge.entity";
import { RecoveryCode } from "../accounts/factors/recovery-code.entity";
import { SecondFactor } from "../accounts/factors/second-factor.entity";
import { AccountLink } from "../accounts/account-link.entity";
import { RefreshToken } from "../accounts/refresh-token.entity";
import { RoleGrant } from "../accounts/role-grant.entity";
import { Appeal } from "../adjudication/decisions/appeal.entity";
import { Breach } from "../case/complaints/breach.entity";
import { CaseTimer } from "../case/complaints/case-timer.entity";
import { Complaint } from "../case/complaints/complaint.entity";
import { StageRecord } from "../case/complaints/stage-record.entity";
import { BulkBatch, BulkItem } from "../case/desk/bulk.entity";
import { CaseRecusal } from "../case/desk/case-recusal.entity";
import { CaseRequest } from "../case/evidence/case-request.entity";
import { DepositEntry } from "../adjudication/deposit/deposit-entry.entity";
import { DeliveryDeadline } from "../case/detection/delivery-deadline.entity";
import { DemoAccount } from "./demo/demo-account.entity";
import { Evidence } from "../case/evidence/evidence.entity";
import { InboxMarker } from "../case/inbox/inbox-marker.entity";
import { Inspection } from "../prevention/inspections/inspection.entity";
import { InspectionChecklist } from "../prevention/inspections/inspection-checklist.entity";
import { InspectionDraw } from "../prevention/inspections/inspection-draw.entity";
import { InspectionPlan } from "../prevention/inspections/inspection-plan.entity";
import { Observation } from "../prevention/inspections/observation.entity";
import { PatternComplaint } from "../prevention/inspections/pattern-complaint.entity";
import { RiskWatch } from "../prevention/inspections/risk-watch.entity";
import { Listing } from "../market/listings/listing.entity";
import { Message } from "../case/negotiation/message.entity";
import { Offer } from "../case/negotiation/offer.entity";
import { Settlement } from "../case/negotiation/settlement.entity";
import { OrderPromise } from "../market/orders/order-promise.entity";
import { Order } from "../market/orders/order.entity";
import { Payment } from "../adjudication/payments/payment.entity";
import { Fine } from "../adjudication/penalties/fine.entity";
import { PenaltyApproval } from "../adjudication/penalties/penalty-approval.entity";
import { Job } from "../platform/jobs/job.entity";
import { ProjectionPlace } from "../platform/feed/projection-place.entity";
import { Penalty } from "../adjudication/penalties/penalty.entity";
import { FeedCounter, LoggedEvent } from "../platform/database/event.entity";
import { Notice } from "../platform/feed/notice.entity";
import { IdempotencyRecord } from "../platform/graphql/idempotency";
import { PointsEntry } from "../adjudication/points/points-entry.entity";
import { Violation } from "../adjudication/points/violation.entity";
import { PolicyValue } from "../house-rules/policy-value.entity";
import { PromiseVersion } from "../market/promises/promise-version.entity";
import { ServicePromise } from "../market/promises/service-promise.entity";
import { PastMembership } from "../market/providers/past-membership.entity";
import { ProviderInvitation } from "../market/providers/provider-invitation.entity";
import { ProviderMember } from "../market/providers/provider-member.entity";
import { Provider } from "../market/providers/provider.entity";
import { ReviewTally } from "../public/reviews/review-tally.entity";
import { Review } from "../public/reviews/review.entity";
import { ProviderReputation } from "../public/reputation/provider-reputation.entity";
import { ReputationInput } from "../public/reputation/reputation-input.entity";
import { RegisterEntry } from "../adjudication/register/register-entry.entity";
import { RegisterHead } from "../adjudication/register/register-head.entity";
import { Remedy } from "../adjudication/remedies/remedy.entity";
import { RoutingRule } from "../case/queues/routing-rule.entity";
import { ReturnCase } from "../case/returns/return-case.entity";
import { ReplayedProvider } from "../adjudication/replay/replayed-provider.entity";
import { ReplayedRuling } from "../adjudication/replay/replayed-ruling.entity";
import { RuleReplay } from "../adjudication/replay/rule-replay.entity";
import { RuleDraft } from "../adjudication/rules/rule-draft.entity";
import { RuleVersion } from "../adjudication/rules/rule-version.entity";
import { Rule } from "../adjudication/rules/rule.entity";
import { RulingDraft } from "../adjudication/decisions/ruling-draft.entity";
import { RulingFinding } from "../adjudication/rulings/ruling-finding.entity";
import { Ruling } from "../adjudication/rulings/ruling.entity";
import { SearchDocument } from "../public/search/search-document.entity";
import { SearchIndex } from "../public/search/search-index.entity";
import { SearchPosting } from "../public/search/search-posting.entity";
import { SearchTerm } from "../public/search/search-term.entity";
import { StageTime } from "../public/statistics/stage-time.entity";
import { StatisticCount } from "../public/statistics/statistic-count.entity";
import { UploadDay } from "../accounts/uploads/upload-day.entity";
import { CaseStay } from "../adjudication/stays/case-stay.entity";
import { GuideVersion } from "../prevention/guides/guide-version.entity";
import { Guide } from "../prevention/guides/guide.entity";
import { OutsideRoute } from "../adjudication/referrals/outside-route.entity";
import { Referral } from "../adjudication/referrals/referral.entity";
import { Attempt } from "../prevention/training/attempt.entity";
import { CourseLesson, CourseQuestion } from "../prevention/training/course-parts.entity";
import { CourseVersion } from "../prevention/training/course-version.entity";
import { Course } from "../prevention/training/course.entity";
import { Enrolment } from "../prevention/training/enrolment.entity";
import { ChecklistItem } from "../market/vetting/checklist-item.entity";
import { LicenceContest } from "../market/vetting/licence-contest.entity";
import { ProviderApplication } from "../market/vetting/provider-application.entity";
import { VerificationDocument } from "../market/vetting/verification-document.entity";
import { Verification } from "../market/vetting/verification.entity";
import { VettingCheck } from "../market/vetting/vetting-check.entity";
import { AccessEntry } from "../case/access-log/access-entry.entity";
import { CaseSalt } from "../public/dossier/case-salt.entity";
import { DossierKey } from "../public/dossier/dossier-key.entity";
import { Dossier } from "../public/dossier/dossier.entity";
import { TransparencyStatement } from "../public/transparency/statement.entity";

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
  AccountLink,
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
  DemoAccount,
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
  FactorReset,
  GuessCount,
  MetChallenge,
  RecoveryCode,
  SecondFactor,
  RegisterEntry,
  RegisterHead,
  Remedy,
  ReputationInput,
  ReturnCase,
  Review,
  ReviewTally,
  RoutingRule,
  RiskWatch,
  RoleGrant,
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
