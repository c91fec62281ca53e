import type { CodesOf, KeysOf } from "../platform/refusal";
import type { District } from "../platform/district";
import { IntakeResolver } from "./intake/intake.resolver";
import { MarketplaceRecord } from "./intake/marketplace-record.entity";
import { MarketplaceSource } from "./intake/marketplace-source.entity";
import { ApiClient } from "./api-clients/api-client.entity";
import { ApiClientResolver } from "./api-clients/api-client.resolver";
import { ApiKey } from "./api-clients/api-key.entity";
import { FormerDescription } from "./listings/former-description.entity";
import { Listing } from "./listings/listing.entity";
import { ListingResolver } from "./listings/listing.resolver";
import { MemberRightsResolver, ProviderRestrictionsResolver } from "./listings/restriction.resolver";
import { ListingOrdersResolver } from "./orders/listing-orders.resolver";
import { OrderPromise } from "./orders/order-promise.entity";
import { OrderPromiseResolver } from "./orders/order-promise.resolver";
import { Order } from "./orders/order.entity";
import { OrderResolver } from "./orders/order.resolver";
import { sweepOrders } from "./orders/sweep-orders";
import { PromiseVersion } from "./promises/promise-version.entity";
import {
  ListingPromisesResolver,
  PromiseResolver,
  ProposedVersionResolver,
  ProviderPromisesResolver,
} from "./promises/promise.resolver";
import { seedPlatformPromises } from "./promises/seed-platform-promises";
import { ServicePromise } from "./promises/service-promise.entity";
import { AccountMembershipsResolver } from "./providers/account-memberships.resolver";
import { PastMembership } from "./providers/past-membership.entity";
import { ProviderInvitation } from "./providers/provider-invitation.entity";
import { AccountInvitationsResolver, ProviderInvitationResolver } from "./providers/provider-invitation.resolver";
import { ProviderMember } from "./providers/provider-member.entity";
import { ProviderMemberResolver } from "./providers/provider-member.resolver";
import { Provider } from "./providers/provider.entity";
import { ProviderLive } from "./providers/provider.live";
import { ProviderResolver } from "./providers/provider.resolver";
import { ChecklistItem } from "./vetting/checklist-item.entity";
import { verificationRoute } from "./vetting/document-routes";
import { encryptFiles } from "./vetting/encrypt-files";
import { encryptNumbers } from "./vetting/encrypt-numbers";
import { LicenceContest } from "./vetting/licence-contest.entity";
import { LicenceContestResolver, VettingContestsResolver } from "./vetting/licence-contest.resolver";
import { ProviderApplication } from "./vetting/provider-application.entity";
import { ProviderApplicationResolver, VettingCheckResolver } from "./vetting/provider-application.resolver";
import { ProviderVettingResolver, VettingFieldsResolver } from "./vetting/provider-vetting.resolver";
import { documentsStillAwaited } from "./vetting/awaited-document";
import { reachableProjection } from "./vetting/reachable.projection";
import { remindHolders } from "./vetting/remind-holders";
import { sweepVerifications } from "./vetting/sweep-verifications";
import { VerificationDocument } from "./vetting/verification-document.entity";
import { VerificationDocumentResolver } from "./vetting/verification-document.resolver";
import { Verification } from "./vetting/verification.entity";
import { VerificationResolver } from "./vetting/verification.resolver";
import { VettingCheck } from "./vetting/vetting-check.entity";
import { VettingLive } from "./vetting/vetting.live";
import { VettingResolver } from "./vetting/vetting.resolver";
import type texts from "./messages/en.json";
import { MARKET_REFUSALS } from "./refusals.table";

declare module "../platform/refusal" {
  interface Messages extends KeysOf<typeof texts> {}
  interface RefusalCodes extends CodesOf<typeof MARKET_REFUSALS> {}
}

/** Providers, what they offer and promise, and what was ordered. */
export const MARKET: District = {
  refusals: MARKET_REFUSALS,
  entities: [
    ApiClient,
    ApiKey,
    ChecklistItem,
    FormerDescription,
    LicenceContest,
    Listing,
    MarketplaceRecord,
    MarketplaceSource,
    Order,
    OrderPromise,
    PastMembership,
    PromiseVersion,
    Provider,
    ProviderApplication,
    ProviderInvitation,
    ProviderMember,
    ServicePromise,
    Verification,
    VerificationDocument,
    VettingCheck,
  ],
  resolvers: [
    AccountInvitationsResolver,
    AccountMembershipsResolver,
    ApiClientResolver,
    IntakeResolver,
    LicenceContestResolver,
    ListingOrdersResolver,
    ListingPromisesResolver,
    ListingResolver,
    MemberRightsResolver,
    OrderPromiseResolver,
    OrderResolver,
    PromiseResolver,
    ProposedVersionResolver,
    ProviderApplicationResolver,
    ProviderInvitationResolver,
    ProviderLive,
    ProviderMemberResolver,
    ProviderPromisesResolver,
    ProviderResolver,
    ProviderRestrictionsResolver,
    ProviderVettingResolver,
    VerificationDocumentResolver,
    VerificationResolver,
    VettingCheckResolver,
    VettingContestsResolver,
    VettingFieldsResolver,
    VettingLive,
    VettingResolver,
  ],
  sweeps: [encryptNumbers, encryptFiles, sweepVerifications, remindHolders, sweepOrders],
  projections: [reachableProjection],
  seeds: { "service_promise WHERE platform_promise IS NOT NULL": seedPlatformPromises },
  routes: {
    verification: { open: verificationRoute, stillAwaited: documentsStillAwaited },
  },
};
