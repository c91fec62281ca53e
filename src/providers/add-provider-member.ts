import { Account } from "../accounts/account.entity";
import { lockAccount } from "../accounts/account.queries";
import { foldLogin } from "../accounts/login";
import type { Tx } from "../platform/database/tx";
import type { Actor } from "../platform/identity/actor";
import { Refusal } from "../platform/refusal";
import { joinProvider } from "./join-provider";
import { manageProvider } from "./manage-provider";
import { ProviderMember, type MemberRole } from "./provider-member.entity";

export async function addProviderMember(
  tx: Tx,
  actor: Actor,
  input: { providerId: string; login: string; role: MemberRole },
): Promise<{ providerId: string }> {
  const { provider, author } = await manageProvider(tx, actor, input.providerId);
  const found = await tx.findOne(Account, { login: foldLogin(input.login) });
  if (found?.status !== "ACTIVE") throw new Refusal("NOT_FOUND", { field: "input.login" });
  const account = await lockAccount(tx, found.id, "input.login");
  const already = await tx.findOne(ProviderMember, { providerId: provider.id, accountId: account.id });
  if (already) throw new Refusal("ALREADY_EXISTS", { field: "input.login", existingId: already.id });
  joinProvider(tx, provider, account, input.role, author);
  return { providerId: provider.id };
}
