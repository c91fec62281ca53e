import type { Actor } from "../../accounts/actor/actor";
import { endOfLog } from "../../case/push/push.queries";
import { managersOf } from "../../market/api-clients/api-client.queries";
import { isSandbox } from "../../platform/database/sandboxed";
import type { Tx } from "../../platform/database/tx";
import type { Services } from "../../platform/graphql/context";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { checkAddress } from "./check-address";
import { EndpointFile, newSecret } from "./endpoint-file";
import { WebhookEndpoint } from "./webhook-endpoint.entity";
import { webhookEncryption } from "./webhook-message";
import type { CreateWebhookEndpointInput } from "./webhook.types";

/** Of one client; each costs a delivery of everything. */
const MOST_OF_CLIENT = 10;
/** Of all clients of a sandbox together, where whoever has it makes as many clients as they like: this server sends to all of them. */
const MOST_OF_SANDBOX = 20;

/** It is sent what happens from now on. `keyId`: the key with which it is asked for; null: a person asks. */
export async function createWebhookEndpoint(
  tx: Tx,
  actor: Actor,
  input: CreateWebhookEndpointInput,
  { poster, sealer }: Pick<Services, "poster" | "sealer">,
  keyId: string | null,
): Promise<{ webhookEndpointId: string; secret: string }> {
  const file = await EndpointFile.ofClient(tx, actor, input.apiClientId ?? actor.accountId);
  const others = await tx.find(WebhookEndpoint, { clientId: file.client.id, deletedAt: null });
  if (others.length >= MOST_OF_CLIENT)
    throw new Refusal("LIMIT_REACHED", { reason: "webhook.tooMany", params: { most: MOST_OF_CLIENT } });
  if (isSandbox(tx) && (await tx.find(WebhookEndpoint, { deletedAt: null })).length >= MOST_OF_SANDBOX)
    throw new Refusal("LIMIT_REACHED", { reason: "webhook.sandboxFull", params: { most: MOST_OF_SANDBOX } });
  checkAddress(poster, input.url);
  const secret = newSecret();
  const id = newId(WebhookEndpoint);
  const endpoint = Object.assign(new WebhookEndpoint(), {
    id,
    clientId: file.client.id,
    url: input.url,
    eventTypes: [...new Set(input.eventTypes)],
    query: input.query || null,
    status: "ACTIVE" as const,
    secret: webhookEncryption(sealer).encrypt(secret, id),
    previousSecrets: null,
    previousUntil: null,
    setByKeyId: keyId,
    position: await endOfLog(tx),
    lookAgainAfter: null,
    failingSince: null,
    createdById: actor.accountId,
    createdAt: tx.now,
    deletedAt: null,
  });
  tx.insert(WebhookEndpoint, endpoint);
  file.record("WEBHOOK_CREATED", endpoint, {}, await managersOf(tx, file.client));
  return { webhookEndpointId: id, secret };
}
