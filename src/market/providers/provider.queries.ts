import type { Tx } from "../../platform/database/tx";
import { Connection } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { isPerson, type Actor } from "../../accounts/actor";
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

/** The provider's row, locked, for someone who may at least see it. */
export async function lockProvider(tx: Tx, actor: Actor, id: string, field = "input.providerId"): Promise<Provider> {
  const provider = isIdOf(Provider, id) ? await tx.lock(Provider, id) : null;
  if (!provider || !maySeeProvider(actor, provider)) throw new Refusal("NOT_FOUND", { field });
  return provider;
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
