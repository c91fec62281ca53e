import type { Account } from "../accounts/account.entity";
import { recordOnAccount, type Author } from "../accounts/record-on-account";
import type { Tx } from "../platform/database/tx";
import type { EventData } from "../platform/feed/event";
import type { MemberRole } from "./provider-member.entity";
import type { Provider } from "./provider.entity";

/** In both histories; the account's, because whom its person may act for is part of who they are. */
export function recordMembership(
  tx: Tx,
  what: "ADDED" | "REMOVED",
  provider: Provider,
  account: Account,
  role: MemberRole,
  author: Author,
): void {
  recordOnProvider(tx, provider, `PROVIDER_MEMBER_${what}`, author, "MEMBERS", { accountId: account.id, role });
  recordOnAccount(tx, account, `MEMBERSHIP_${what}`, author, { providerId: provider.id, role });
}

/** PUBLIC: anyone who may see the provider. MEMBERS: its members and platform staff. `tell`: whose inboxes keep it, the provider's or none. */
export function recordOnProvider(
  tx: Tx,
  provider: Provider,
  type: string,
  author: Author,
  audience: "PUBLIC" | "MEMBERS",
  data: EventData = {},
  tell: readonly string[] = [],
): void {
  tx.record(provider, { type, ...author, topics: [`provider:${provider.id}`], audience, data, tell });
}
