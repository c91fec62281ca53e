import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchema, type NonEmptyArray } from "type-graphql";
import { AccountResolver } from "./accounts/account.resolver";
import { SessionResolver } from "./accounts/session.resolver";
import { AppealResolver, ComplaintAppealsResolver, RulingAppealsResolver } from "./appeals/appeal.resolver";
import { ComplaintLive } from "./complaints/complaint.live";
import { ComplaintResolver, BreachResolver } from "./complaints/complaint.resolver";
import { StageRecordResolver } from "./complaints/stage-record.resolver";
import { BulkResolver, BulkResultResolver } from "./desk/bulk.resolver";
import { DeskFieldsResolver } from "./desk/desk-fields.resolver";
import { DeskResolver } from "./desk/desk.resolver";
import { PresenceLive } from "./desk/presence.live";
import { QueueLive } from "./desk/queue.live";
import { RoutingResolver } from "./desk/routing.resolver";
import { DepositResolver, DepositTransferResolver, ProviderDepositResolver } from "./deposit/deposit.resolver";
import { DevelopmentResolver } from "./development/development.resolver";
import { InboxLive } from "./inbox/inbox.live";
import { InboxResolver, NoticeResolver } from "./inbox/inbox.resolver";
import { ComplaintStageResolver, CaseRequestResolver } from "./evidence/case-request.resolver";
import { EvidenceResolver, ComplaintEvidenceResolver } from "./evidence/evidence.resolver";
import { ComplaintInspectionsResolver } from "./inspections/complaint-inspections.resolver";
import { InspectionResolver } from "./inspections/inspection.resolver";
import { ListingResolver } from "./listings/listing.resolver";
import { MemberRightsResolver, ProviderRestrictionsResolver } from "./listings/restriction.resolver";
import { NegotiationResolver, OfferResolver, SettlementResolver } from "./negotiation/negotiation.resolver";
import { OrderPromiseResolver } from "./orders/order-promise.resolver";
import { OrderResolver } from "./orders/order.resolver";
import { FineResolver, PenaltyApprovalResolver, PenaltyResolver } from "./penalties/penalty.resolver";
import { ProviderPenaltiesResolver } from "./penalties/provider-penalties.resolver";
import { RulingPenaltiesResolver } from "./penalties/ruling-penalties.resolver";
import { PointsEntryResolver, ProviderPointsResolver, ViolationResolver } from "./points/provider-points.resolver";
import { PromiseResolver, ListingPromisesResolver, ProviderPromisesResolver } from "./promises/promise.resolver";
import { AccountMembershipsResolver } from "./providers/account-memberships.resolver";
import { ProviderMemberResolver } from "./providers/provider-member.resolver";
import { ProviderLive } from "./providers/provider.live";
import { ProviderResolver } from "./providers/provider.resolver";
import { RegisterResolver, RulingRegisterResolver } from "./register/register.resolver";
import { RemedyResolver } from "./remedies/remedy.resolver";
import { RulingRemediesResolver } from "./remedies/ruling-remedies.resolver";
import {
  ComplaintReturnResolver,
  RemedyReturnResolver,
  ReturnResolver,
  SettlementReturnResolver,
} from "./returns/return.resolver";
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
import { StayResolver } from "./stays/stay.resolver";
import { CatchUpResolver, tellUpdatesApart } from "./platform/graphql/catch-up.resolver";
import type { Context } from "./platform/graphql/context";
import { PageArgs } from "./platform/graphql/connection";
import { MutationInput } from "./platform/graphql/idempotency";
import { QueryInput } from "./platform/graphql/query-input";
import { checkInput } from "./platform/graphql/text-field";
import type { Role } from "./platform/identity/actor";

/** The list of everything the API offers. */
export const RESOLVERS = [
  AccountResolver,
  SessionResolver,
  AppealResolver,
  ComplaintAppealsResolver,
  RulingAppealsResolver,
  ComplaintLive,
  RulingLive,
  ComplaintResolver,
  BreachResolver,
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
  InboxLive,
  ComplaintStageResolver,
  CaseRequestResolver,
  EvidenceResolver,
  ComplaintEvidenceResolver,
  InspectionResolver,
  ComplaintInspectionsResolver,
  ListingResolver,
  ProviderRestrictionsResolver,
  MemberRightsResolver,
  NegotiationResolver,
  OfferResolver,
  SettlementResolver,
  OrderPromiseResolver,
  OrderResolver,
  PenaltyResolver,
  PenaltyApprovalResolver,
  FineResolver,
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
  ProviderLive,
  ProviderResolver,
  RegisterResolver,
  RulingRegisterResolver,
  RemedyResolver,
  RulingRemediesResolver,
  ReturnResolver,
  ComplaintReturnResolver,
  RemedyReturnResolver,
  SettlementReturnResolver,
  RuleResolver,
  ComplaintRulingResolver,
  ProviderRulingsResolver,
  RulingAidsResolver,
  RulingDraftResolver,
  StatementOfReasonsResolver,
  PenaltyPreviewResolver,
  RulingFieldsResolver,
  RulingFindingResolver,
  RulingResolver,
  StayResolver,
  CatchUpResolver,
] as unknown as NonEmptyArray<() => object>;

export function createSchema(): Promise<GraphQLSchema> {
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
