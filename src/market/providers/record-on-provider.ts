import type { Account } from "../../accounts/account.entity";
import { recordOnAccount, type Author } from "../../accounts/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Events } from "../../platform/database/event";
import type { ProviderRecord } from "./provider-events";
import type { MemberRole } from "./provider-member.entity";
import type { Provider } from "./provider.entity";
import type { ProviderAudience } from "./provider.policy";

/** Recorded in both histories; in the account's, because whom its person may act for is part of their rights. */
export function recordMembership(
  tx: Tx,
  what: "ADDED" | "REMOVED",
  provider: Provider,
  account: Account,
  role: MemberRole,
  author: Author,
  data: { invitedById?: string } = {},
): void {
  const particulars = { accountId: account.id, role, ...data };
  recordOnProvider(tx, provider, `PROVIDER_MEMBER_${what}`, author, "MEMBERS", particulars);
  recordOnAccount(tx, account, `MEMBERSHIP_${what}`, author, { providerId: provider.id, role });
}

export const providerTopic = (providerId: string): string => `provider:${providerId}`;

/** `notify`: whom it notifies, mostly the provider or no one. */
export function recordOnProvider<T extends ProviderRecord>(
  tx: Tx,
  provider: Provider,
  type: T,
  author: Author,
  audience: ProviderAudience,
  data: Events[T],
  notify: readonly string[] = [],
): void {
  tx.record(provider, { type, ...author, topics: [providerTopic(provider.id)], audience, data, notify });
}
