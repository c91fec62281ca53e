import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { EndpointFile } from "./endpoint-file";
import { WebhookDelivery } from "./webhook-delivery.entity";

const FIELD = "input.webhookDeliveryId";

/** Now, whether it was delivered or waits for its next attempt; not before those that come before it. */
export async function redeliverWebhook(
  tx: Tx,
  actor: Actor,
  { webhookDeliveryId }: { webhookDeliveryId: string },
): Promise<{ webhookDeliveryId: string; webhookEndpointId: string }> {
  const known = isIdOf(WebhookDelivery, webhookDeliveryId) ? await tx.byId(WebhookDelivery, webhookDeliveryId) : null;
  if (!known) throw new Refusal("NOT_FOUND", { field: FIELD });
  const { file, endpoint } = await EndpointFile.open(tx, actor, known.endpointId, FIELD);
  const delivery = await tx.lock(WebhookDelivery, known.id);
  if (!delivery) throw new Refusal("NOT_FOUND", { field: FIELD });
  const { endpointId, streamId } = delivery;
  const [first] = await tx.find(
    WebhookDelivery,
    { endpointId, streamId, status: "PENDING" },
    "ORDER BY position LIMIT 1",
  );
  const waits = first !== undefined && first.id !== delivery.id;
  tx.change(delivery, { status: "PENDING", tries: 0, failingSince: null, dueAt: waits ? null : tx.now });
  // Whatever it waits for may have waited for it.
  if (waits) tx.update(WebhookDelivery, first.id, { dueAt: tx.now });
  file.record("WEBHOOK_REPLAYED", endpoint, {});
  return { webhookDeliveryId: delivery.id, webhookEndpointId: endpoint.id };
}
