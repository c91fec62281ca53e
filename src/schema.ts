import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchema, type NonEmptyArray } from "type-graphql";
import {
  AccountEventResolver,
  AccountSecurityResolver,
  AccountSessionResolver,
} from "./accounts/account-security.resolver";
import { AccountResolver } from "./accounts/account.resolver";
import { SessionResolver } from "./accounts/session.resolver";
import { AppealResolver, ComplaintAppealsResolver, RulingAppealsResolver } from "./appeals/appeal.resolver";
import { ComplaintLive } from "./complaints/complaint.live";
import { ComplaintResolver, BreachResolver } from "./complaints/complaint.resolver";
import { OrderComplaintsResolver } from "./complaints/order-complaints.resolver";
import { StageRecordResolver } from "./complaints/stage-record.resolver";
import { BulkResolver, BulkResultResolver } from "./desk/bulk.resolver";
import { DeskFieldsResolver } from "./desk/desk-fields.resolver";
import { DeskResolver } from "./desk/desk.resolver";
import { PresenceLive } from "./desk/presence.live";
import { QueueLive } from "./desk/queue.live";
import { RoutingResolver } from "./desk/routing.resolver";
import { DepositResolver, DepositTransferResolver, ProviderDepositResolver } from "./deposit/deposit.resolver";
import { BreachFindingResolver, OrderFindingsResolver } from "./detection/machine-finding.resolver";
import { DevelopmentResolver } from "./development/development.resolver";
import { InboxLive } from "./inbox/inbox.live";
import { InboxResolver, NoticeResolver } from "./inbox/inbox.resolver";
import { NoticeOrderResolver } from "./inbox/notice-order.resolver";
import { ComplaintStageResolver, CaseRequestResolver } from "./evidence/case-request.resolver";
import { AccessResolver } from "./access/access.resolver";
import { ComplaintDossiersResolver, DossierResolver } from "./dossier/dossier.resolver";
import { EvidenceResolver, ComplaintEvidenceResolver } from "./evidence/evidence.resolver";
import { ChecklistResolver } from "./inspections/checklist.resolver";
import { ComplaintInspectionsResolver } from "./inspections/complaint-inspections.resolver";
import { InspectionFieldsResolver, ObservationResolver } from "./inspections/inspection-fields.resolver";
import { InspectionLive } from "./inspections/inspection.live";
import { InspectionResolver } from "./inspections/inspection.resolver";
import { InspectionDrawResolver, InspectionPlanResolver } from "./inspections/plan.resolver";
import { ProviderConclusionsResolver } from "./inspections/provider-conclusions.resolver";
import { ListingResolver } from "./listings/listing.resolver";
import { MemberRightsResolver, ProviderRestrictionsResolver } from "./listings/restriction.resolver";
import { NegotiationResolver, OfferResolver, SettlementResolver } from "./negotiation/negotiation.resolver";
import { ListingOrdersResolver } from "./orders/listing-orders.resolver";
import { OrderPromiseResolver } from "./orders/order-promise.resolver";
import { OrderResolver } from "./orders/order.resolver";
import { OrderPaymentsResolver, RemedyPayoutResolver } from "./payments/paid.resolvers";
import { PaymentResolver } from "./payments/payment.resolver";
import { FineResolver, PenaltyApprovalResolver, PenaltyResolver } from "./penalties/penalty.resolver";
import { ProviderPenaltiesResolver } from "./penalties/provider-penalties.resolver";
import { RulingPenaltiesResolver } from "./penalties/ruling-penalties.resolver";
import { PointsEntryResolver, ProviderPointsResolver, ViolationResolver } from "./points/provider-points.resolver";
import { PromiseResolver, ListingPromisesResolver, ProviderPromisesResolver } from "./promises/promise.resolver";
import { AccountMembershipsResolver } from "./providers/account-memberships.resolver";
import { AccountInvitationsResolver, ProviderInvitationResolver } from "./providers/provider-invitation.resolver";
import { ProviderMemberResolver } from "./providers/provider-member.resolver";
import { ProviderLive } from "./providers/provider.live";
import { ProviderResolver } from "./providers/provider.resolver";
import { RegisterLive } from "./register/register.live";
import { RegisterHeadResolver, RegisterResolver, RulingRegisterResolver } from "./register/register.resolver";
import { PenaltyPreviewReputationResolver } from "./reputation/penalty-preview-reputation.resolver";
import {
  ProviderReputationResolver,
  ReputationInputResolver,
  ReputationResolver,
} from "./reputation/reputation.resolver";
import { ReviewResolver } from "./reviews/review.resolver";
import { ListingReviewsResolver, OrderReviewResolver, ProviderReviewsResolver } from "./reviews/reviewed.resolvers";
import { RemedyResolver } from "./remedies/remedy.resolver";
import { RulingRemediesResolver } from "./remedies/ruling-remedies.resolver";
import {
  ComplaintReturnResolver,
  RemedyReturnResolver,
  ReturnResolver,
  SettlementReturnResolver,
} from "./returns/return.resolver";
import { RuleDraftResolver } from "./rules/rule-draft.resolver";
import { ReplayResolver, RuleDraftReplaysResolver } from "./replay/replay.resolver";
import { ReplayedProviderResolver, ReplayedRulingResolver } from "./replay/replayed-ruling.resolver";
import { RuleResolver } from "./rules/rule.resolver";
import { ComplaintRulingResolver } from "./rulings/complaint-ruling.resolver";
import { ProviderRulingsResolver } from "./rulings/provider-rulings.resolver";
import { RulingAidsResolver } from "./rulings/ruling-aids.resolver";
import { RulingDraftResolver } from "./rulings/ruling-draft.resolver";
import { StatementOfReasonsResolver } from "./rulings/statement-of-reasons.resolver";
import { PenaltyPreviewResolver } from "./rulings/penalty-preview.resolver";
import { RulingFieldsResolver } from "./rulings/ruling-fields.resolver";
import { RulingFindingResolver } from "./rulings/ruling-finding.resolver";
import { RulingResolver } from "./rulings/ruling.resolver";
import { RulingLive } from "./rulings/ruling.live";
import { SearchResolver } from "./search/search.resolver";
import { StayResolver } from "./stays/stay.resolver";
import { ComplaintGuidesResolver, GuideResolver, GuideVersionResolver } from "./guides/guide.resolver";
import { OutsideRouteResolver } from "./referrals/outside-route.resolver";
import { ComplaintReferralsResolver, ReferralResolver, StayReferralResolver } from "./referrals/referral.resolver";
import { AttemptResolver } from "./training/attempt.resolver";
import { CourseResolver, CourseVersionResolver } from "./training/course.resolver";
import { EnrolmentResolver, ProviderTrainingResolver } from "./training/enrolment.resolver";
import { BilingualResolver } from "./platform/graphql/bilingual";
import { ProviderApplicationResolver, VettingCheckResolver } from "./vetting/provider-application.resolver";
import { ProviderVettingResolver, VettingFieldsResolver } from "./vetting/provider-vetting.resolver";
import { VerificationDocumentResolver } from "./vetting/verification-document.resolver";
import { VerificationResolver } from "./vetting/verification.resolver";
import { VettingLive } from "./vetting/vetting.live";
import { LicenceContestResolver, VettingContestsResolver } from "./vetting/licence-contest.resolver";
import { VettingResolver } from "./vetting/vetting.resolver";
import { StatisticGroupResolver, StatisticsResolver } from "./statistics/statistics.resolver";
import { TransparencyResolver } from "./transparency/transparency.resolver";
import { CatchUpResolver, tellUpdatesApart } from "./platform/graphql/catch-up.resolver";
import { OpenOperationsResolver } from "./platform/graphql/open-operations.resolver";
import { JobResolver } from "./platform/jobs/job.resolver";
import type { Context } from "./platform/graphql/context";
import { PageArgs } from "./platform/graphql/connection";
import { MutationInput } from "./platform/graphql/idempotency";
import { QueryInput } from "./platform/graphql/query-input";
import { checkInput } from "./platform/graphql/text-field";
import type { Role } from "./platform/identity/actor";

/** The list of everything the API offers. */
export const RESOLVERS = [
  AccountResolver,
  AccountSecurityResolver,
  AccountSessionResolver,
  AccountEventResolver,
  SessionResolver,
  OpenOperationsResolver,
  AppealResolver,
  ComplaintAppealsResolver,
  RulingAppealsResolver,
  ComplaintLive,
  RulingLive,
  ComplaintResolver,
  BreachResolver,
  OrderComplaintsResolver,
  StageRecordResolver,
  BulkResolver,
  BulkResultResolver,
  DeskFieldsResolver,
  DeskResolver,
  PresenceLive,
  QueueLive,
  RoutingResolver,
  DevelopmentResolver,
  InboxResolver,
  NoticeResolver,
  NoticeOrderResolver,
  InboxLive,
  ComplaintStageResolver,
  CaseRequestResolver,
  EvidenceResolver,
  ComplaintEvidenceResolver,
  AccessResolver,
  DossierResolver,
  ComplaintDossiersResolver,
  InspectionResolver,
  ComplaintInspectionsResolver,
  InspectionFieldsResolver,
  ObservationResolver,
  InspectionPlanResolver,
  InspectionDrawResolver,
  InspectionLive,
  ChecklistResolver,
  ProviderConclusionsResolver,
  OrderFindingsResolver,
  BreachFindingResolver,
  ListingResolver,
  ProviderRestrictionsResolver,
  MemberRightsResolver,
  NegotiationResolver,
  OfferResolver,
  SettlementResolver,
  ListingOrdersResolver,
  OrderPromiseResolver,
  OrderResolver,
  PenaltyResolver,
  PenaltyApprovalResolver,
  FineResolver,
  PaymentResolver,
  OrderPaymentsResolver,
  RemedyPayoutResolver,
  ProviderPointsResolver,
  PointsEntryResolver,
  ViolationResolver,
  ProviderDepositResolver,
  DepositResolver,
  DepositTransferResolver,
  ProviderPenaltiesResolver,
  RulingPenaltiesResolver,
  PromiseResolver,
  ListingPromisesResolver,
  ProviderPromisesResolver,
  AccountMembershipsResolver,
  ProviderMemberResolver,
  ProviderInvitationResolver,
  AccountInvitationsResolver,
  ProviderLive,
  ProviderResolver,
  RegisterResolver,
  RegisterHeadResolver,
  RulingRegisterResolver,
  RegisterLive,
  RemedyResolver,
  RulingRemediesResolver,
  ProviderReputationResolver,
  ReputationResolver,
  ReputationInputResolver,
  PenaltyPreviewReputationResolver,
  ReviewResolver,
  ProviderReviewsResolver,
  ListingReviewsResolver,
  OrderReviewResolver,
  ReturnResolver,
  ComplaintReturnResolver,
  RemedyReturnResolver,
  SettlementReturnResolver,
  RuleResolver,
  RuleDraftResolver,
  ReplayResolver,
  RuleDraftReplaysResolver,
  ReplayedRulingResolver,
  ReplayedProviderResolver,
  ComplaintRulingResolver,
  ProviderRulingsResolver,
  RulingAidsResolver,
  RulingDraftResolver,
  StatementOfReasonsResolver,
  TransparencyResolver,
  PenaltyPreviewResolver,
  RulingFieldsResolver,
  RulingFindingResolver,
  RulingResolver,
  SearchResolver,
  StayResolver,
  BilingualResolver,
  CourseResolver,
  CourseVersionResolver,
  EnrolmentResolver,
  ProviderTrainingResolver,
  AttemptResolver,
  GuideResolver,
  GuideVersionResolver,
  ComplaintGuidesResolver,
  OutsideRouteResolver,
  ReferralResolver,
  ComplaintReferralsResolver,
  StayReferralResolver,
  VettingResolver,
  LicenceContestResolver,
  VettingContestsResolver,
  VettingLive,
  VettingFieldsResolver,
  ProviderVettingResolver,
  ProviderApplicationResolver,
  VettingCheckResolver,
  VerificationResolver,
  VerificationDocumentResolver,
  JobResolver,
  StatisticsResolver,
  StatisticGroupResolver,
  CatchUpResolver,
] as unknown as NonEmptyArray<() => object>;

let schema: Promise<GraphQLSchema> | undefined;

/** Built once in a process, however many servers it runs: it never changes. */
export const createSchema = (): Promise<GraphQLSchema> => (schema ??= build());

function build(): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: RESOLVERS,
    authChecker: ({ context }, roles) => (context as Context).passesDoor(roles as Role[]),
    validateFn: (value) =>
      checkInput(
        value,
        value instanceof MutationInput || value instanceof QueryInput
          ? "input"
          : value instanceof PageArgs
            ? ""
            : "filter",
      ),
    // Our streams come from the log; type-graphql only wants to see that somebody could publish.
    pubSub: {
      publish: () => undefined,
      subscribe: () => {
        throw new Error("streams are opened by their resolvers");
      },
    },
  }).then(tellUpdatesApart);
}
