import type { Tx } from "../../platform/database/tx";
import { Connection } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { isPerson, type Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { ProviderMember } from "./provider-member.entity";
import { Provider } from "./provider.entity";
import { isInside, maySeeMemberships, maySeeProvider } from "./provider.policy";

export const ProviderConnection = Connection(Provider, "Provider");

/** NOT_FOUND alike for absent ones, hidden ones and ids of other things. */
export async function readProvider(ctx: Context, id: string, field = "id"): Promise<Provider> {
  const provider = isIdOf(Provider, id) ? await ctx.loaders.byId(Provider, id) : null;
  if (!provider || !maySeeProvider(ctx.actor, provider)) throw new Refusal("NOT_FOUND", { field });
  return provider;
}

/** The provider's row, locked, for someone who may at least see it; whoever acts as its member still is one. */
export async function lockProvider(tx: Tx, actor: Actor, id: string, field = "input.providerId"): Promise<Provider> {
  const provider = isIdOf(Provider, id) ? await tx.lock(Provider, id) : null;
  if (!provider || !maySeeProvider(actor, provider)) throw new Refusal("NOT_FOUND", { field });
  await refuseFormerMember(tx, actor, provider, field);
  return provider;
}

/** Of two owners who remove each other at once, the second is none any more: otherwise nobody might be left who answers for it. */
async function refuseFormerMember(tx: Tx, actor: Actor, { id }: Provider, field: string): Promise<void> {
  const known = actor.client ? undefined : actor.memberships.find(({ providerId }) => providerId === id);
  if (!known) return;
  const now = await tx.findOne(ProviderMember, { providerId: id, accountId: actor.accountId });
  if (now?.role !== known.role) throw new Refusal("FORBIDDEN", { reason: "provider.notMember", field });
}

/** Also reads the rows: a membership may have begun in this very operation, after the actor was read. */
export async function maySeeInsideOfProvider(ctx: Context, providerId: string): Promise<boolean> {
  if (isInside(ctx.actor, providerId)) return true;
  if (!ctx.actor) return false;
  const members = await ctx.loaders.manyBy(ProviderMember, "providerId", providerId);
  return members.some(({ accountId }) => isPerson(ctx.actor, accountId));
}

export async function membersOf(ctx: Context, providerId: string): Promise<ProviderMember[] | null> {
  return (await maySeeInsideOfProvider(ctx, providerId))
    ? ctx.loaders.manyBy(ProviderMember, "providerId", providerId)
    : null;
}

export async function membershipsOf(ctx: Context, accountId: string): Promise<ProviderMember[] | null> {
  return maySeeMemberships(ctx.viewerOf(accountId), accountId)
    ? ctx.loaders.manyBy(ProviderMember, "accountId", accountId)
    : null;
}
