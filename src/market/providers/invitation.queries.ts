import type { Tx } from "../../platform/database/tx";
import { sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { isInvited, maySeeInvitations } from "./invitation.policy";
import { whyNotOpen } from "./invitation.pure";
import { ProviderInvitation } from "./provider-invitation.entity";
import { Provider } from "./provider.entity";

export const ProviderInvitationConnection = Connection(ProviderInvitation, "ProviderInvitation");

const FIELD = "input.invitationId";

/** No one reads more than these, and answering one reveals the next. */
const MOST_SHOWN = 50;

/** All invitations of a provider, the latest first; null for viewers who may not see them. */
export function listInvitations(
  ctx: Context,
  providerId: string,
  args: PageArgs,
): Promise<Page<ProviderInvitation> | null> {
  if (!maySeeInvitations(ctx.actor, providerId)) return Promise.resolve(null);
  return page(ctx, args, {
    entity: ProviderInvitation,
    where: sql`t.provider_id = ${providerId}`,
    by: "invitedAt",
    direction: "DESC",
  });
}

/** The open ones that the viewer can answer, the latest first; null for any other account. */
export async function openInvitationsOf(ctx: Context, accountId: string): Promise<ProviderInvitation[] | null> {
  if (ctx.actor?.accountId !== accountId) return null;
  const open = await ctx.db.find(
    ProviderInvitation,
    { accountId, status: "OPEN", blockedAt: null },
    "ORDER BY invited_at DESC, id DESC",
  );
  return open.filter((each) => whyNotOpen(each, ctx.now()) === null).slice(0, MOST_SHOWN);
}

/** The actor's own, with its provider locked: checked before locking, so that strangers cannot hold a provider's row. */
export async function lockOwnInvitation(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ provider: Provider; invitation: ProviderInvitation }> {
  const found = await findInvitation(tx, id);
  const provider = isInvited(actor, found) ? await tx.lock(Provider, found.providerId) : null;
  if (!provider) throw new Refusal("NOT_FOUND", { field: FIELD });
  const invitation = await findInvitation(tx, id);
  if (!isInvited(actor, invitation)) throw new Refusal("NOT_FOUND", { field: FIELD });
  return { provider, invitation };
}

/** Changed only under its provider's lock. */
export async function findInvitation(tx: Tx, id: string): Promise<ProviderInvitation> {
  const invitation = isIdOf(ProviderInvitation, id) ? await tx.byId(ProviderInvitation, id) : null;
  if (!invitation) throw new Refusal("NOT_FOUND", { field: FIELD });
  return invitation;
}
