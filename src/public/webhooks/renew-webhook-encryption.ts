import type { Database } from "../../platform/database/database";
import { renewRows, type Keys, type Renewing } from "../../platform/database/renew-rows";
import { sql } from "../../platform/database/sql";
import type { Sealer } from "../../platform/secrets/sealed";
import { WebhookEndpoint } from "./webhook-endpoint.entity";
import { webhookEncryption } from "./webhook-message";

/** The secrets shared with endpoints; under an unknown one nothing can be sent there until that is made anew. */
export function renewWebhookEncryption(database: Database, sealer: Sealer, how: Renewing): Promise<Keys> {
  const encryption = webhookEncryption(sealer);
  const kept = ({ secret, previousSecrets }: WebhookEndpoint): string[] => [secret, ...(previousSecrets ?? [])];
  return renewRows(
    database,
    WebhookEndpoint,
    {
      table: "webhook_endpoint",
      where: sql`t.deleted_at IS NULL`,
      stateOf: (endpoint) => {
        const states = kept(endpoint).map((secret) => encryption.stateOf(secret));
        return states.find((state) => state === "UNKNOWN") ?? states.find((state) => state === "EARLIER") ?? "CURRENT";
      },
      renew: (tx, endpoint: WebhookEndpoint) => {
        const { id, secret, previousSecrets } = endpoint;
        const anew = (text: string): string => encryption.encrypt(encryption.decrypt(text, id), id);
        tx.change(endpoint, { secret: anew(secret), previousSecrets: previousSecrets?.map(anew) ?? null });
      },
    },
    how,
  );
}
