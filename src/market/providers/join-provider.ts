import type { Account } from "../../accounts/account/account.entity";
import { mayActForProviders } from "../../accounts/actor/account.policy";
import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { type MemberRole, ProviderMember } from "./provider-member.entity";
import type { Provider } from "./provider.entity";
import { recordMembership } from "./record-membership";

/** `provider` and `account` are locked, in this order, and the person has agreed. */
export function joinProvider(
  tx: Tx,
  provider: Provider,
  account: Account,
  role: MemberRole,
  author: Author,
  data: { invitedById?: string } = {},
): void {
  if (!mayActForProviders(account.roles))
    throw new Refusal("CONFLICT_OF_INTEREST", { reason: "provider.staffCannotJoin" });
  tx.insert(ProviderMember, {
    id: newId(ProviderMember),
    providerId: provider.id,
    accountId: account.id,
    role,
    addedAt: tx.now,
  });
  recordMembership(tx, "ADDED", provider, account, role, author, data);
}
