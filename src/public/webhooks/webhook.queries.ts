import { batchLoader } from "../../market/listings/batch-loader";
import { ApiClient } from "../../market/api-clients/api-client.entity";
import type { Reader } from "../../platform/database/reader";
import { allOf, list, sql } from "../../platform/database/sql";
import type { Page, PageArgs } from "../../platform/graphql/connection";
import type { Context } from "../../platform/graphql/context";
import { page } from "../../platform/graphql/keyset-page";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { WebhookDelivery } from "./webhook-delivery.entity";
import { WebhookEndpoint } from "./webhook-endpoint.entity";
import { maySeeWebhooks } from "./webhook.policy";
import type { WebhookDeliveryFilter } from "./webhook.types";

/** Null alike for absent ones and those of others. */
export async function readWebhookEndpoint(ctx: Context, id: string): Promise<WebhookEndpoint | null> {
  const endpoint = isIdOf(WebhookEndpoint, id) ? await ctx.loaders.byId(WebhookEndpoint, id) : null;
  const client = endpoint && (await ctx.loaders.byId(ApiClient, endpoint.clientId));
  return client && endpoint.deletedAt === null && maySeeWebhooks(ctx.actor, client) ? endpoint : null;
}

/** Of one client; left out: of the API client that asks. Newest first. */
export async function listWebhookEndpoints(
  ctx: Context,
  args: PageArgs,
  apiClientId: string | null,
): Promise<Page<WebhookEndpoint>> {
  const id = apiClientId ?? ctx.signedIn().accountId;
  const client = isIdOf(ApiClient, id) ? await ctx.loaders.byId(ApiClient, id) : null;
  if (!client || !maySeeWebhooks(ctx.actor, client)) throw new Refusal("NOT_FOUND", { field: "apiClientId" });
  const where = sql`t.client_id = ${client.id} AND t.deleted_at IS NULL`;
  return page(ctx, args, { entity: WebhookEndpoint, where, by: "id", direction: "DESC" });
}

/** The latest events first. */
export function listDeliveries(
  ctx: Context,
  endpointId: string,
  args: PageArgs,
  filter: WebhookDeliveryFilter | null,
): Promise<Page<WebhookDelivery>> {
  const where = allOf([
    sql`t.endpoint_id = ${endpointId}`,
    filter?.status && sql`t.status = ${filter.status}`,
    filter?.eventType && sql`t.event_type = ${filter.eventType}`,
  ]);
  return page(ctx, args, { entity: WebhookDelivery, where, by: "position", direction: "DESC" });
}

/** The event's hash in the log: an event is recorded before it has a place, and keeps both. */
const messageIds = batchLoader<string>(async (ctx, positions) => {
  const rows = await ctx.db.query<{ position: number; hash: string }>(
    sql`SELECT p.position, t.hash FROM log_position p JOIN event_log t ON t.id = p.event_id WHERE p.position IN (${list(positions.map(Number))})`,
  );
  return new Map(rows.map(({ position, hash }) => [String(position), hash]));
});

export async function messageIdOf(ctx: Context, position: number): Promise<string> {
  const id = await messageIds(ctx, String(position));
  if (id === null) throw new Error(`the log has no event at ${position}`);
  return id;
}

/** Those that are sent events: of clients that are open and have a key that is accepted. */
export const livingEndpoints = (reader: Reader, now: number): Promise<WebhookEndpoint[]> =>
  reader.select(
    WebhookEndpoint,
    sql`FROM webhook_endpoint t JOIN api_client c ON c.id = t.client_id AND c.closed_at IS NULL
        WHERE t.status = 'ACTIVE' AND t.deleted_at IS NULL AND EXISTS (SELECT 1 FROM api_key k
          WHERE k.client_id = c.id AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ${now}))
        ORDER BY t.id`,
  );
