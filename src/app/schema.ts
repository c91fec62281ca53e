import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchema, type NonEmptyArray } from "type-graphql";
import { AccountLinkResolver } from "../accounts/account-link.resolver";
import {
  AccountEventResolver,
  AccountSecurityResolver,
  AccountSessionResolver,
} from "../accounts/account-security.resolver";
import { AccountResolver } from "../accounts/account.resolver";
import { AccountFactorsResolver } from "../accounts/factors/account-factors.resolver";
import { FactorSignInResolver } from "../accounts/factors/factor-sign-in.resolver";
import { FactorResolver } from "../accounts/factors/factor.resolver";
import { AccountRoleGrantsResolver, RoleGrantResolver } from "../accounts/role-grant.resolver";
import { SessionResolver } from "../accounts/session.resolver";
import {
  AppealResolver,
  ComplaintAppealsResolver,
  RulingAppealsResolver,
} from "../adjudication/decisions/appeal.resolver";
import { ComplaintLive } from "../case/complaints/complaint.live";
import { ComplaintResolver, BreachResolver } from "../case/complaints/complaint.resolver";
import { OrderComplaintsResolver } from "../case/complaints/order-complaints.resolver";
import { StageRecordResolver } from "../case/complaints/stage-record.resolver";
import { BulkResolver, BulkResultResolver } from "../case/desk/bulk.resolver";
import { DeskFieldsResolver } from "../case/desk/desk-fields.resolver";
import { DeskResolver } from "../case/desk/desk.resolver";
import { PresenceLive } from "../case/desk/presence.live";
import { QueueLive } from "../case/desk/queue.live";
import { RoutingResolver } from "../case/desk/routing.resolver";
import {
  DepositResolver,
  DepositTransferResolver,
  ProviderDepositResolver,
} from "../adjudication/clearing/deposit.resolver";
import { BreachFindingResolver, OrderFindingsResolver } from "../case/detection/machine-finding.resolver";
import { DevelopmentResolver } from "./development/development.resolver";
import { InboxLive } from "../case/inbox/inbox.live";
import { InboxResolver, NoticeResolver } from "../case/inbox/inbox.resolver";
import { NoticeOrderResolver } from "../case/inbox/notice-order.resolver";
import { ComplaintStageResolver, CaseRequestResolver } from "../case/evidence/case-request.resolver";
import { AccessResolver } from "../case/access-log/access.resolver";
import { ComplaintDossiersResolver, DossierResolver } from "../public/dossier/dossier.resolver";
import { EvidenceResolver, ComplaintEvidenceResolver } from "../case/evidence/evidence.resolver";
import { ChecklistResolver } from "../prevention/inspections/checklist.resolver";
import { ComplaintInspectionsResolver } from "../prevention/inspections/complaint-inspections.resolver";
import { InspectionFieldsResolver, ObservationResolver } from "../prevention/inspections/inspection-fields.resolver";
import { InspectionLive } from "../prevention/inspections/inspection.live";
import { InspectionResolver } from "../prevention/inspections/inspection.resolver";
import { InspectionDrawResolver, InspectionPlanResolver } from "../prevention/inspections/plan.resolver";
import { ProviderConclusionsResolver } from "../prevention/inspections/provider-conclusions.resolver";
import { ListingResolver } from "../market/listings/listing.resolver";
import { MemberRightsResolver, ProviderRestrictionsResolver } from "../market/listings/restriction.resolver";
import { NegotiationResolver, OfferResolver, SettlementResolver } from "../case/negotiation/negotiation.resolver";
import { ListingOrdersResolver } from "../market/orders/listing-orders.resolver";
import { OrderPromiseResolver } from "../market/orders/order-promise.resolver";
import { OrderResolver } from "../market/orders/order.resolver";
import { OrderPaymentsResolver, RemedyPayoutResolver } from "../adjudication/clearing/paid.resolvers";
import { PaymentResolver } from "../adjudication/clearing/payment.resolver";
import { FineResolver, PenaltyApprovalResolver, PenaltyResolver } from "../adjudication/penalties/penalty.resolver";
import { ProviderPenaltiesResolver } from "../adjudication/penalties/provider-penalties.resolver";
import { RulingPenaltiesResolver } from "../adjudication/penalties/ruling-penalties.resolver";
import {
  PointsEntryResolver,
  ProviderPointsResolver,
  ViolationResolver,
} from "../adjudication/points/provider-points.resolver";
import {
  PromiseResolver,
  ListingPromisesResolver,
  ProviderPromisesResolver,
} from "../market/promises/promise.resolver";
import { AccountMembershipsResolver } from "../market/providers/account-memberships.resolver";
import {
  AccountInvitationsResolver,
  ProviderInvitationResolver,
} from "../market/providers/provider-invitation.resolver";
import { ProviderMemberResolver } from "../market/providers/provider-member.resolver";
import { ProviderLive } from "../market/providers/provider.live";
import { ProviderResolver } from "../market/providers/provider.resolver";
import { RegisterLive } from "../adjudication/register/register.live";
import {
  RegisterHeadResolver,
  RegisterResolver,
  RulingRegisterResolver,
} from "../adjudication/register/register.resolver";
import { PenaltyPreviewReputationResolver } from "../public/reputation/penalty-preview-reputation.resolver";
import {
  ProviderReputationResolver,
  ReputationInputResolver,
  ReputationResolver,
} from "../public/reputation/reputation.resolver";
import { ReviewResolver } from "../public/reviews/review.resolver";
import {
  ListingReviewsResolver,
  OrderReviewResolver,
  ProviderReviewsResolver,
} from "../public/reviews/reviewed.resolvers";
import { RemedyResolver } from "../adjudication/remedies/remedy.resolver";
import { RulingRemediesResolver } from "../adjudication/remedies/ruling-remedies.resolver";
import {
  ComplaintReturnResolver,
  RemedyReturnResolver,
  ReturnResolver,
  SettlementReturnResolver,
} from "../adjudication/remedies/return.resolver";
import { RuleDraftResolver } from "../adjudication/rules/rule-draft.resolver";
import { ReplayResolver, RuleDraftReplaysResolver } from "../adjudication/replay/replay.resolver";
import { ReplayedProviderResolver, ReplayedRulingResolver } from "../adjudication/replay/replayed-ruling.resolver";
import { RuleResolver } from "../adjudication/rules/rule.resolver";
import { ComplaintRulingResolver } from "../adjudication/rulings/complaint-ruling.resolver";
import { ProviderRulingsResolver } from "../adjudication/rulings/provider-rulings.resolver";
import { RulingAidsResolver } from "../adjudication/decisions/ruling-aids.resolver";
import { RulingDraftResolver } from "../adjudication/decisions/ruling-draft.resolver";
import { StatementOfReasonsResolver } from "../adjudication/decisions/statement-of-reasons.resolver";
import { PenaltyPreviewResolver } from "../adjudication/decisions/penalty-preview.resolver";
import { RulingFieldsResolver } from "../adjudication/decisions/ruling-fields.resolver";
import { RulingFindingResolver } from "../adjudication/rulings/ruling-finding.resolver";
import { RulingResolver } from "../adjudication/decisions/ruling.resolver";
import { RulingLive } from "../adjudication/rulings/ruling.live";
import { SearchResolver } from "../public/search/search.resolver";
import { StayResolver } from "../adjudication/stays/stay.resolver";
import { ComplaintGuidesResolver, GuideResolver, GuideVersionResolver } from "../prevention/guides/guide.resolver";
import { OutsideRouteResolver } from "../adjudication/referrals/outside-route.resolver";
import {
  ComplaintReferralsResolver,
  ReferralResolver,
  StayReferralResolver,
} from "../adjudication/referrals/referral.resolver";
import { AttemptResolver } from "../prevention/training/attempt.resolver";
import { CourseResolver, CourseVersionResolver } from "../prevention/training/course.resolver";
import { EnrolmentResolver, ProviderTrainingResolver } from "../prevention/training/enrolment.resolver";
import { BilingualResolver } from "../platform/graphql/bilingual";
import { ProviderApplicationResolver, VettingCheckResolver } from "../market/vetting/provider-application.resolver";
import { ProviderVettingResolver, VettingFieldsResolver } from "../market/vetting/provider-vetting.resolver";
import { VerificationDocumentResolver } from "../market/vetting/verification-document.resolver";
import { VerificationResolver } from "../market/vetting/verification.resolver";
import { VettingLive } from "../market/vetting/vetting.live";
import { LicenceContestResolver, VettingContestsResolver } from "../market/vetting/licence-contest.resolver";
import { VettingResolver } from "../market/vetting/vetting.resolver";
import { StatisticGroupResolver, StatisticsResolver } from "../public/statistics/statistics.resolver";
import { TransparencyResolver } from "../public/transparency/transparency.resolver";
import { CatchUpResolver, tellUpdatesApart } from "../platform/graphql/catch-up.resolver";
import { OpenOperationsResolver } from "../platform/graphql/open-operations.resolver";
import { JobResolver } from "../accounts/jobs/job.resolver";
import type { Context } from "../platform/graphql/context";
import { PageArgs } from "../platform/graphql/connection";
import { MutationInput } from "../platform/graphql/idempotency";
import { QueryInput } from "../platform/graphql/query-input";
import { checkInput } from "../platform/graphql/text-field";
import type { Role } from "../accounts/actor";

/** The list of everything the API offers. */
export const RESOLVERS = [
  AccountLinkResolver,
  AccountResolver,
  AccountSecurityResolver,
  AccountSessionResolver,
  AccountEventResolver,
  AccountRoleGrantsResolver,
  RoleGrantResolver,
  SessionResolver,
  FactorSignInResolver,
  FactorResolver,
  AccountFactorsResolver,
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
