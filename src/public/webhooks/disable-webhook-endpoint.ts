import { managersOf } from "../../market/api-clients/api-client.queries";
import type { Tx } from "../../platform/database/tx";
import { EndpointFile } from "./endpoint-file";

/** Nothing was accepted for too long. Its owners are notified; what it has missed waits. */
export async function disableWebhookEndpoint(tx: Tx, id: string): Promise<void> {
  const opened = await EndpointFile.bySystem(tx, id);
  if (opened?.endpoint.status !== "ACTIVE") return;
  const { file, endpoint } = opened;
  tx.change(endpoint, { status: "DISABLED" });
  file.record("WEBHOOK_DISABLED", endpoint, {}, await managersOf(tx, file.client));
}
