import type { Author } from "../../accounts/account/record-on-account";
import { lockAccount } from "../../accounts/account/account.queries";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { whyNotAccept } from "./invitation.policy";
import { lockOwnInvitation } from "./invitation.queries";
import { joinProvider } from "./join-provider";
import { ProviderMember } from "./provider-member.entity";
import { terminatedAmong } from "./terminated.queries";

/** Roles are read under the account's lock, under which they are granted: no one becomes both a member and staff. */
export async function acceptInvitation(
  tx: Tx,
  actor: Actor,
  input: { invitationId: string },
): Promise<{ invitationId: string }> {
  const { provider, invitation } = await lockOwnInvitation(tx, actor, input.invitationId);
  const account = await lockAccount(tx, actor.accountId, "input.invitationId");
  const member = await tx.findOne(ProviderMember, { providerId: provider.id, accountId: account.id });
  const terminated = (await terminatedAmong(tx, [provider.id], tx.now)).has(provider.id);
  const obstacle = whyNotAccept(
    {
      invitation,
      provider: { status: provider.status, terminated },
      roles: account.roles,
      isMember: member !== null,
    },
    tx.now,
  );
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field: "input.invitationId" });
  const { role, invitedById } = invitation;
  tx.change(invitation, { status: "ACCEPTED", endedAt: tx.now });
  const author: Author = { actorId: account.id, actorRole: `PROVIDER_${role}` };
  joinProvider(tx, provider, account, role, author, { invitedById });
  return { invitationId: invitation.id };
}
