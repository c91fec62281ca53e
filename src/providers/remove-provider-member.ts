import { lockAccount } from "../accounts/account.queries";
import type { Tx } from "../platform/database/tx";
import type { Actor } from "../platform/identity/actor";
import { Refusal } from "../platform/refusal";
import { ProviderMember } from "./provider-member.entity";
import { actingRole, mayRemoveMember } from "./provider.policy";
import { lockProvider } from "./provider.queries";
import { recordMembership } from "./record-on-provider";

/** Also of a provider that has ended: nobody is kept in it. */
export async function removeProviderMember(
  tx: Tx,
  actor: Actor,
  input: { providerId: string; accountId: string },
): Promise<{ providerId: string }> {
  const provider = await lockProvider(tx, actor, input.providerId);
  if (!mayRemoveMember(actor, provider.id, input.accountId))
    throw new Refusal("FORBIDDEN", { reason: "provider.notOwner", field: "input.providerId" });
  const members = await tx.find(ProviderMember, { providerId: provider.id });
  const member = members.find(({ accountId }) => accountId === input.accountId);
  if (!member) throw new Refusal("NOT_FOUND", { field: "input.accountId" });
  if (member.role === "OWNER" && members.filter(({ role }) => role === "OWNER").length === 1) {
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "provider.lastOwner", field: "input.accountId" });
  }
  const account = await lockAccount(tx, member.accountId, "input.accountId");
  tx.execute("DELETE FROM provider_member WHERE id = ?", [member.id]);
  recordMembership(tx, "REMOVED", provider, account, member.role, {
    actorId: actor.accountId,
    actorRole: actingRole(actor, provider.id),
  });
  return { providerId: provider.id };
}
