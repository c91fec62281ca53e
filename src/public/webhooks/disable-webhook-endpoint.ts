import { managersOf } from "../../market/api-clients/api-client.queries";
import type { Tx } from "../../platform/database/tx";
import { EndpointFile } from "./endpoint-file";
import type { WebhookEndpoint } from "./webhook-endpoint.entity";

/** Nothing was accepted at this address for too long. Its owners are notified; what it has missed waits. */
export async function disableWebhookEndpoint(tx: Tx, { id, url }: Pick<WebhookEndpoint, "id" | "url">): Promise<void> {
  const opened = await EndpointFile.bySystem(tx, id);
  if (opened?.endpoint.status !== "ACTIVE" || opened.endpoint.url !== url) return;
  const { file, endpoint } = opened;
  tx.change(endpoint, { status: "DISABLED" });
  file.record("WEBHOOK_DISABLED", endpoint, {}, await managersOf(tx, file.client));
}
