import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { EndpointFile } from "./endpoint-file";

/** Nothing is sent to it any longer; what was is removed by `sweepWebhooks`. */
export async function deleteWebhookEndpoint(
  tx: Tx,
  actor: Actor,
  input: { webhookEndpointId: string },
): Promise<{ webhookEndpointId: string }> {
  const { file, endpoint } = await EndpointFile.open(tx, actor, input.webhookEndpointId);
  tx.change(endpoint, { deletedAt: tx.now });
  file.record("WEBHOOK_DELETED", endpoint, {});
  return { webhookEndpointId: endpoint.id };
}
