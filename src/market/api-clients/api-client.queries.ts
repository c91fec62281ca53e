import { holdersOf } from "../../accounts/roles/overseers.queries";
import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { page } from "../../platform/graphql/keyset-page";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { readProvider } from "../providers/provider.queries";
import { ApiClient } from "./api-client.entity";
import { maySeeClientsOf } from "./api-client.policy";
import { ApiKey } from "./api-key.entity";

/** Null alike for absent ones and those of others. */
export async function readApiClient(ctx: Context, id: string): Promise<ApiClient | null> {
  const client = isIdOf(ApiClient, id) ? await ctx.loaders.byId(ApiClient, id) : null;
  return client && maySeeClientsOf(ctx.actor, client.providerId) ? client : null;
}

/** A provider's, or the platform's; newest first. */
export async function listApiClients(
  ctx: Context,
  args: PageArgs,
  providerId: string | null,
): Promise<Page<ApiClient>> {
  if (providerId !== null) await readProvider(ctx, providerId, "providerId");
  if (!maySeeClientsOf(ctx.actor, providerId)) throw new Refusal("FORBIDDEN", { reason: "client.notYours" });
  const where = providerId === null ? sql`t.provider_id IS NULL` : sql`t.provider_id = ${providerId}`;
  return page(ctx, args, { entity: ApiClient, where, by: "id", direction: "DESC" });
}

/** Those that are accepted. */
export async function livingKeys(reader: Reader, clientId: string, now: number): Promise<ApiKey[]> {
  const keys = await reader.find(ApiKey, { clientId, revokedAt: null });
  return keys.filter(({ expiresAt }) => expiresAt === null || expiresAt > now);
}

const MOST_SHOWN = 50;

/** The newest first. */
export async function keysOf(ctx: Context, clientId: string): Promise<ApiKey[]> {
  const keys = await ctx.loaders.manyBy(ApiKey, "clientId", clientId);
  return [...keys].sort((a, b) => b.createdAt - a.createdAt || (b.id < a.id ? -1 : 1)).slice(0, MOST_SHOWN);
}

/** Whom notices about a client go to: the provider, or the platform's administrators. */
export const managersOf = async (tx: Tx, { providerId }: Pick<ApiClient, "providerId">): Promise<string[]> =>
  providerId === null ? holdersOf(tx, ["ADMIN"]) : [providerId];
