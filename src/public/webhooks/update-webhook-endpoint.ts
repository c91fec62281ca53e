import type { Actor } from "../../accounts/actor";
import { sql } from "../../platform/database/sql";
import type { Tx } from "../../platform/database/tx";
import type { Services } from "../../platform/graphql/context";
import { checkAddress } from "./check-address";
import { EndpointFile } from "./endpoint-file";
import type { UpdateWebhookEndpointInput } from "./webhook.types";

/** Active again, or elsewhere, it continues where it stood: at once, and with patience anew. */
export async function updateWebhookEndpoint(
  tx: Tx,
  actor: Actor,
  input: UpdateWebhookEndpointInput,
  { poster }: Pick<Services, "poster">,
): Promise<{ webhookEndpointId: string }> {
  const { file, endpoint } = await EndpointFile.open(tx, actor, input.webhookEndpointId);
  if (typeof input.url === "string") checkAddress(poster, input.url);
  const url = input.url ?? endpoint.url;
  const status = input.paused === null || input.paused === undefined ? endpoint.status : wanted(input.paused);
  if (status === "ACTIVE" && (endpoint.status !== "ACTIVE" || url !== endpoint.url)) {
    tx.execute(
      sql`UPDATE webhook_delivery SET due_at = ${tx.now}, tries = 0, failing_since = NULL
          WHERE endpoint_id = ${endpoint.id} AND status = 'PENDING' AND due_at IS NOT NULL`,
    );
    tx.change(endpoint, { failingSince: null });
  }
  tx.change(endpoint, {
    url,
    eventTypes: input.eventTypes ? [...new Set(input.eventTypes)] : endpoint.eventTypes,
    query: typeof input.query === "string" ? input.query || null : endpoint.query,
    status,
  });
  file.record("WEBHOOK_UPDATED", endpoint, { status });
  return { webhookEndpointId: endpoint.id };
}

const wanted = (paused: boolean): "PAUSED" | "ACTIVE" => (paused ? "PAUSED" : "ACTIVE");
