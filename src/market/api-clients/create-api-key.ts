import { hintOf, newApiKey } from "../../accounts/api-key.pure";
import { digestOf } from "../../accounts/secret-token.pure";
import type { Actor } from "../../accounts/actor";
import { HouseRules } from "../../house-rules/house-rules";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { livingKeys } from "./api-client.queries";
import { ApiKey } from "./api-key.entity";
import { ClientFile } from "./client-file";

/** Of the secret only its digest is kept. */
export async function createApiKey(
  tx: Tx,
  actor: Actor,
  { apiClientId, expiresAt = null }: { apiClientId: string; expiresAt?: number | null },
): Promise<{ apiKeyId: string; secret: string }> {
  const file = await ClientFile.open(tx, actor, apiClientId, "CREATE_KEY");
  if (expiresAt !== null && expiresAt <= tx.now)
    throw new Refusal("BAD_USER_INPUT", { reason: "client.expired", field: "input.expiresAt" });
  const most = (await HouseRules.inForce(tx, tx.now)).number("apiClient.keys", "count");
  if ((await livingKeys(tx, apiClientId, tx.now)).length >= most)
    throw new Refusal("LIMIT_REACHED", { reason: "client.tooManyKeys", params: { most } });
  const secret = newApiKey();
  const id = newId(ApiKey);
  tx.insert(ApiKey, {
    id,
    clientId: apiClientId,
    secretHash: digestOf(secret),
    hint: hintOf(secret),
    createdById: actor.accountId,
    createdAt: tx.now,
    expiresAt,
    lastUsedAt: null,
    revokedAt: null,
  });
  file.record("API_KEY_CREATED", { apiKeyId: id, expiresAt });
  return { apiKeyId: id, secret };
}
