import { lockAccount } from "../../accounts/account/account.queries";
import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { openDutiesOf } from "./open-duties.queries";
import { PastMembership } from "./past-membership.entity";
import { ProviderMember } from "./provider-member.entity";
import type { Provider } from "./provider.entity";
import { actingRole, mayRemoveMember } from "./provider.policy";
import { isAdmitted } from "./provider.pure";
import { lockProvider } from "./provider.queries";
import { recordMembership } from "./record-membership";
import { recordOnProvider } from "./record-on-provider";
import { setProviderStatus } from "./set-provider-status";

/** Works for a terminated provider too: no one is kept in it. */
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
  const author: Author = { actorId: actor.accountId, actorRole: actingRole(actor, provider.id) };
  const isLastOwner = member.role === "OWNER" && members.filter(({ role }) => role === "OWNER").length === 1;
  if (isLastOwner) await refuseOpenDuties(tx, provider);
  const account = await lockAccount(tx, member.accountId, "input.accountId");
  const { id, providerId, accountId, role, addedAt } = member;
  tx.insert(PastMembership, {
    id: newId(PastMembership),
    providerId,
    accountId,
    role,
    joinedAt: addedAt,
    endedAt: tx.now,
  });
  tx.execute("DELETE FROM provider_member WHERE id = ?", [id]);
  // Invitations by someone who is no longer an owner are withdrawn; the remaining owners may invite again.
  tx.execute(
    "UPDATE provider_invitation SET status = 'WITHDRAWN', ended_at = ? WHERE provider_id = ? AND invited_by_id = ? AND status = 'OPEN'",
    [tx.now, providerId, accountId],
  );
  recordMembership(tx, "REMOVED", provider, account, role, author);
  if (isLastOwner && isAdmitted(provider)) stopSelling(tx, provider, author);
  return { providerId };
}

/** No one is kept in a company that owes nothing, and its last owner cannot leave while it owes something. */
async function refuseOpenDuties(tx: Tx, provider: Provider): Promise<void> {
  const duties = await openDutiesOf(tx, provider.id);
  if (Object.values(duties).some((open) => open > 0))
    throw new Refusal("NOT_IN_THIS_STATE", {
      reason: "provider.lastOwner",
      field: "input.accountId",
      params: { ...duties },
    });
}

/** Nothing is sold without an owner to answer for it. It stays so: vetting requires an owner, too. */
function stopSelling(tx: Tx, provider: Provider, author: Author): void {
  const before = provider.status;
  if (before === "SUSPENDED") return;
  setProviderStatus(tx, provider, "SUSPENDED");
  recordOnProvider(tx, provider, "PROVIDER_SUSPENDED", author, "PUBLIC", { before, after: "SUSPENDED" });
}
