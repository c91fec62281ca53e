import { newId } from "../../platform/ids";
import type { Context } from "../../platform/graphql/context";
import { attemptOf } from "./attempt-of";
import { EndpointFile } from "./endpoint-file";
import type { WebhookAttempt } from "./webhook-delivery.entity";
import { webhookEncryption, WebhookMessage } from "./webhook-message";
import type { SendTestWebhookInput } from "./webhook.types";

/** Once, whatever the endpoint's state, and not among its deliveries. */
export async function sendTestWebhook(ctx: Context, input: SendTestWebhookInput): Promise<WebhookAttempt> {
  const { poster, sealer, clock, database } = ctx.services;
  const actor = ctx.signedIn();
  const { endpoint } = await database.transact((tx) => EndpointFile.open(tx, actor, input.webhookEndpointId));
  const message = new WebhookMessage(webhookEncryption(sealer), {
    id: newId({ idPrefix: "test" }),
    type: "TEST",
    createdAt: clock.now(),
    cursor: null,
    data: { webhookEndpointId: endpoint.id },
  });
  const headers = message.headers(endpoint, clock.now());
  return (await attemptOf(poster, clock, endpoint.url, headers, message.body)).attempt;
}
