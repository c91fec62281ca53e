import type { Actor } from "../../accounts/actor/actor";
import { sql } from "../../platform/database/sql";
import { managersOf } from "../../market/api-clients/api-client.queries";
import type { Tx } from "../../platform/database/tx";
import type { Services } from "../../platform/graphql/context";
import { checkAddress } from "./check-address";
import { EndpointFile } from "./endpoint-file";
import type { UpdateWebhookEndpointInput } from "./webhook.types";

/**
 * Active again, or elsewhere, it continues where it stood: at once, and with patience anew. `keyId`: the key with which it is asked for;
 * null: a person asks.
 */
export async function updateWebhookEndpoint(
  tx: Tx,
  actor: Actor,
  input: UpdateWebhookEndpointInput,
  { poster }: Pick<Services, "poster">,
  keyId: string | null,
): Promise<{ webhookEndpointId: string }> {
  const { file, endpoint } = await EndpointFile.open(tx, actor, input.webhookEndpointId);
  if (typeof input.url === "string") checkAddress(poster, input.url);
  const former = { url: endpoint.url, eventTypes: endpoint.eventTypes, query: endpoint.query };
  const status = input.paused === null || input.paused === undefined ? endpoint.status : wanted(input.paused);
  if (status === "ACTIVE" && (endpoint.status !== "ACTIVE" || (input.url ?? former.url) !== former.url)) {
    tx.execute(
      sql`UPDATE webhook_delivery SET due_at = ${tx.now}, tries = 0, failing_since = NULL
          WHERE endpoint_id = ${endpoint.id} AND status = 'PENDING' AND due_at IS NOT NULL`,
    );
    tx.change(endpoint, { failingSince: null });
  }
  tx.change(endpoint, {
    url: input.url ?? former.url,
    eventTypes: input.eventTypes ? [...new Set(input.eventTypes)] : former.eventTypes,
    query: typeof input.query === "string" ? input.query || null : former.query,
    status,
    setByKeyId: keyId,
  });
  const { url, eventTypes, query } = endpoint;
  const sendsOther = url !== former.url || query !== former.query || eventTypes !== former.eventTypes;
  file.record("WEBHOOK_UPDATED", endpoint, { status }, sendsOther ? await managersOf(tx, file.client) : []);
  return { webhookEndpointId: endpoint.id };
}

const wanted = (paused: boolean): "PAUSED" | "ACTIVE" => (paused ? "PAUSED" : "ACTIVE");
