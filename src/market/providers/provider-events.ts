import type { NoData } from "../../platform/database/event";
import type { MemberRole } from "./provider-member.entity";
import type { ProviderStatus } from "./provider-status.types";

type Membership = { accountId: string; role: MemberRole; invitedById?: string };

/** The events of a provider's history. Open: each room that records on a provider declares its own. */
export interface ProviderEvents {
  PROVIDER_REGISTERED: NoData;
  /** `before` and `after`: its legal name, if that is what changed. */
  PROVIDER_UPDATED: { before?: string; after?: string };
  PROVIDER_RENAME_ASKED: NoData;
  PROVIDER_RENAME_DROPPED: NoData;
  PROVIDER_SUSPENDED: { before: ProviderStatus; after: ProviderStatus };
  PROVIDER_MEMBER_INVITED: { invitationId: string; role: MemberRole };
  PROVIDER_INVITATION_DECLINED: { invitationId: string };
  PROVIDER_INVITATION_WITHDRAWN: { invitationId: string };
  PROVIDER_MEMBER_ADDED: Membership;
  PROVIDER_MEMBER_REMOVED: Membership;
}
export type ProviderRecord = keyof ProviderEvents;

declare module "../../platform/database/event" {
  interface Events extends ProviderEvents {}
}

declare module "../../accounts/account-events" {
  interface AccountEvents {
    MEMBERSHIP_ADDED: { providerId: string; role: MemberRole };
    MEMBERSHIP_REMOVED: { providerId: string; role: MemberRole };
  }
}
