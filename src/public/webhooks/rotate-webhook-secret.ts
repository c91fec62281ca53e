import type { Actor } from "../../accounts/actor";
import type { Tx } from "../../platform/database/tx";
import type { Services } from "../../platform/graphql/context";
import { DAY } from "../../platform/time";
import { EndpointFile, newSecret } from "./endpoint-file";
import { webhookEncryption } from "./webhook-message";
import type { RotateWebhookSecretInput } from "./webhook.types";

/** For a day both sign, so that the receiver can change over without a pause. `keyId`: the key with which it is asked for; null: a person asks. */
export async function rotateWebhookSecret(
  tx: Tx,
  actor: Actor,
  input: RotateWebhookSecretInput,
  { sealer }: Pick<Services, "sealer">,
  keyId: string | null,
): Promise<{ webhookEndpointId: string; secret: string }> {
  const { file, endpoint } = await EndpointFile.open(tx, actor, input.webhookEndpointId);
  const secret = newSecret();
  tx.change(endpoint, {
    previousSecret: endpoint.secret,
    previousUntil: tx.now + DAY,
    secret: webhookEncryption(sealer).encrypt(secret, endpoint.id),
    setByKeyId: keyId,
  });
  file.record("WEBHOOK_SECRET_ROTATED", endpoint, {});
  return { webhookEndpointId: endpoint.id, secret };
}
