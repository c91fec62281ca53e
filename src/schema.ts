import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchema, type NonEmptyArray } from "type-graphql";
import { AccountResolver } from "./accounts/account.resolver";
import { SessionResolver } from "./accounts/session.resolver";
import { ComplaintLive } from "./complaints/complaint.live";
import { ComplaintResolver, BreachResolver } from "./complaints/complaint.resolver";
import { DeskResolver } from "./desk/desk.resolver";
import { QueueLive } from "./desk/queue.live";
import { DevelopmentResolver } from "./development/development.resolver";
import { ComplaintStageResolver, CaseRequestResolver } from "./evidence/case-request.resolver";
import { EvidenceResolver, ComplaintEvidenceResolver } from "./evidence/evidence.resolver";
import { ListingResolver } from "./listings/listing.resolver";
import { MemberRightsResolver, ProviderRestrictionsResolver } from "./listings/restriction.resolver";
import { NegotiationResolver, OfferResolver } from "./negotiation/negotiation.resolver";
import { OrderPromiseResolver } from "./orders/order-promise.resolver";
import { OrderResolver } from "./orders/order.resolver";
import { PenaltyResolver } from "./penalties/penalty.resolver";
import { ProviderPenaltiesResolver } from "./penalties/provider-penalties.resolver";
import { RulingPenaltiesResolver } from "./penalties/ruling-penalties.resolver";
import { PromiseResolver, ListingPromisesResolver, ProviderPromisesResolver } from "./promises/promise.resolver";
import { AccountMembershipsResolver } from "./providers/account-memberships.resolver";
import { ProviderMemberResolver } from "./providers/provider-member.resolver";
import { ProviderResolver } from "./providers/provider.resolver";
import { RemedyResolver } from "./remedies/remedy.resolver";
import { RulingRemediesResolver } from "./remedies/ruling-remedies.resolver";
import { RuleResolver } from "./rules/rule.resolver";
import { ComplaintRulingResolver } from "./rulings/complaint-ruling.resolver";
import { ProviderRulingsResolver } from "./rulings/provider-rulings.resolver";
import { RulingFieldsResolver } from "./rulings/ruling-fields.resolver";
import { RulingFindingResolver } from "./rulings/ruling-finding.resolver";
import { RulingResolver } from "./rulings/ruling.resolver";
import { RulingLive } from "./rulings/ruling.live";
import type { Context } from "./platform/graphql/context";
import { PageArgs } from "./platform/graphql/connection";
import { MutationInput } from "./platform/graphql/idempotency";
import { checkInput } from "./platform/graphql/text-field";
import type { Role } from "./platform/identity/actor";

/** The list of everything the API offers. */
export const RESOLVERS = [
  AccountResolver,
  SessionResolver,
  ComplaintLive,
  RulingLive,
  ComplaintResolver,
  BreachResolver,
  DeskResolver,
  QueueLive,
  DevelopmentResolver,
  ComplaintStageResolver,
  CaseRequestResolver,
  EvidenceResolver,
  ComplaintEvidenceResolver,
  ListingResolver,
  ProviderRestrictionsResolver,
  MemberRightsResolver,
  NegotiationResolver,
  OfferResolver,
  OrderPromiseResolver,
  OrderResolver,
  PenaltyResolver,
  ProviderPenaltiesResolver,
  RulingPenaltiesResolver,
  PromiseResolver,
  ListingPromisesResolver,
  ProviderPromisesResolver,
  AccountMembershipsResolver,
  ProviderMemberResolver,
  ProviderResolver,
  RemedyResolver,
  RulingRemediesResolver,
  RuleResolver,
  ComplaintRulingResolver,
  ProviderRulingsResolver,
  RulingFieldsResolver,
  RulingFindingResolver,
  RulingResolver,
] as unknown as NonEmptyArray<() => object>;

export function createSchema(): Promise<GraphQLSchema> {
  return buildSchema({
    resolvers: RESOLVERS,
    authChecker: ({ context }, roles) => (context as Context).passesDoor(roles as Role[]),
    validateFn: (value) =>
      checkInput(value, value instanceof MutationInput ? "input" : value instanceof PageArgs ? "" : "filter"),
    // Our streams come from the log; type-graphql only wants to see that somebody could publish.
    pubSub: {
      publish: () => undefined,
      subscribe: () => {
        throw new Error("streams are opened by their resolvers");
      },
    },
  });
}
