import type { ApiKey } from "../../market/api-clients/api-key.entity";
import { managersOf } from "../../market/api-clients/api-client.queries";
import type { Tx } from "../../platform/database/tx";
import { EndpointFile } from "./endpoint-file";
import { WebhookEndpoint } from "./webhook-endpoint.entity";

/**
 * Whoever had the key may not have been the client: what they have set up sends nothing until somebody has looked at it. It keeps its place,
 * and whoever manages the client is notified.
 */
export async function pauseWebhooksOfKey(tx: Tx, { id: setByKeyId, clientId }: ApiKey): Promise<void> {
  for (const { id } of await tx.find(WebhookEndpoint, { clientId, setByKeyId, deletedAt: null }, "ORDER BY id")) {
    const opened = await EndpointFile.bySystem(tx, id);
    if (opened?.endpoint.status !== "ACTIVE") continue;
    const { file, endpoint } = opened;
    tx.change(endpoint, { status: "PAUSED" });
    file.record("WEBHOOK_UPDATED", endpoint, { status: "PAUSED" }, await managersOf(tx, file.client));
  }
}
