import type { Id, NoData, Text } from "../../platform/database/event";
import type { MemberRole } from "./provider-member.entity";
import type { ProviderStatus } from "./provider-status.types";

type Membership = { accountId: Id; role: MemberRole; invitedById?: Id };

/** The events of a provider's history. Open: each room that records on a provider declares its own. */
export interface ProviderEvents {
  PROVIDER_REGISTERED: NoData;
  /** `before` and `after`: its legal name, if that is what changed. */
  PROVIDER_UPDATED: { before?: Text; after?: Text };
  PROVIDER_RENAME_ASKED: NoData;
  PROVIDER_RENAME_DROPPED: NoData;
  PROVIDER_SUSPENDED: { before: ProviderStatus; after: ProviderStatus };
  /** Nobody of it can sign in any longer. */
  PROVIDER_UNREACHABLE: NoData;
  PROVIDER_MEMBER_INVITED: { invitationId: Id; role: MemberRole };
  PROVIDER_INVITATION_DECLINED: { invitationId: Id };
  PROVIDER_INVITATION_WITHDRAWN: { invitationId: Id };
  PROVIDER_MEMBER_ADDED: Membership;
  PROVIDER_MEMBER_REMOVED: Membership;
}
export type ProviderRecord = keyof ProviderEvents;

declare module "../../platform/database/event" {
  interface Events extends ProviderEvents {}
}

declare module "../../accounts/account/account-events" {
  interface AccountEvents {
    MEMBERSHIP_ADDED: { providerId: Id; role: MemberRole };
    MEMBERSHIP_REMOVED: { providerId: Id; role: MemberRole };
  }
}
