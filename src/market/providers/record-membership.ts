import type { Account } from "../../accounts/account/account.entity";
import { recordOnAccount, type Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { MemberRole } from "./provider-member.entity";
import type { Provider } from "./provider.entity";
import { recordOnProvider } from "./record-on-provider";

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
