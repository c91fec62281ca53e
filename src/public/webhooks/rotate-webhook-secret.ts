import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import type { Services } from "../../platform/graphql/context";
import { DAY } from "../../platform/time";
import { EndpointFile, newSecret } from "./endpoint-file";
import { webhookEncryption } from "./webhook-message";
import type { RotateWebhookSecretInput } from "./webhook.types";

/** Whose answer was lost has to ask again: the receiver may still have any of these. */
const MOST_PREVIOUS = 5;

/**
 * For a day those before sign as well, so that the receiver can change over without a pause. `keyId`: the key with which it is asked for;
 * null: a person asks.
 */
export async function rotateWebhookSecret(
  tx: Tx,
  actor: Actor,
  input: RotateWebhookSecretInput,
  { sealer }: Pick<Services, "sealer">,
  keyId: string | null,
): Promise<{ webhookEndpointId: string; secret: string }> {
  const { file, endpoint } = await EndpointFile.open(tx, actor, input.webhookEndpointId);
  const secret = newSecret();
  const stillSign = (endpoint.previousUntil ?? 0) > tx.now ? (endpoint.previousSecrets ?? []) : [];
  tx.change(endpoint, {
    previousSecrets: [endpoint.secret, ...stillSign].slice(0, MOST_PREVIOUS),
    previousUntil: tx.now + DAY,
    secret: webhookEncryption(sealer).encrypt(secret, endpoint.id),
    setByKeyId: keyId,
  });
  file.record("WEBHOOK_SECRET_ROTATED", endpoint, {});
  return { webhookEndpointId: endpoint.id, secret };
}
