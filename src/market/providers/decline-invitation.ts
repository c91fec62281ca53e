import type { Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { whyNotOpen } from "./invitation.pure";
import { lockOwnInvitation } from "./invitation.queries";
import { recordOnProvider } from "./record-on-provider";

/** Blocking sends no answer: to the owners it remains an unanswered invitation, as if no one had the login. */
export async function declineInvitation(
  tx: Tx,
  actor: Actor,
  input: { invitationId: string; block: boolean },
): Promise<{ invitationId: string }> {
  const { provider, invitation } = await lockOwnInvitation(tx, actor, input.invitationId);
  const obstacle = whyNotOpen(invitation, tx.now);
  if (obstacle) throw new Refusal(obstacle.code, { ...obstacle, field: "input.invitationId" });
  if (input.block) tx.change(invitation, { blockedAt: tx.now });
  else {
    tx.change(invitation, { status: "DECLINED", endedAt: tx.now });
    const author: Author = { actorId: actor.accountId, actorRole: "INVITED" };
    recordOnProvider(tx, provider, "PROVIDER_INVITATION_DECLINED", author, "MEMBERS", { invitationId: invitation.id });
  }
  return { invitationId: invitation.id };
}
