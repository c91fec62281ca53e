import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import { isOwnerOf, type Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { whyNotOpen } from "./invitation.pure";
import { findInvitation } from "./invitation.queries";
import { recordOnProvider } from "./record-on-provider";
import { lockProvider } from "./provider.queries";

/** By any owner, regardless of who made it; works for a terminated provider too. */
export async function withdrawInvitation(
  tx: Tx,
  actor: Actor,
  { invitationId }: { invitationId: string },
): Promise<{ invitationId: string }> {
  const field = "input.invitationId";
  const { providerId } = await findInvitation(tx, invitationId);
  if (!isOwnerOf(actor, providerId)) throw new Refusal("NOT_FOUND", { field });
  const provider = await lockProvider(tx, actor, providerId, field);
  const invitation = await findInvitation(tx, invitationId);
  const obstacle = whyNotOpen(invitation, tx.now);
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field });
  tx.change(invitation, { status: "WITHDRAWN", endedAt: tx.now });
  const author: Author = { actorId: actor.accountId, actorRole: "PROVIDER_OWNER" };
  recordOnProvider(tx, provider, "PROVIDER_INVITATION_WITHDRAWN", author, "MEMBERS", { invitationId });
  return { invitationId };
}
