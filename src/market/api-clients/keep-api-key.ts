import type { Actor } from "../../accounts/actor/actor";
import { HouseRules } from "../../house-rules/house-rules";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { livingKeys } from "./api-client.queries";
import { ApiKey } from "./api-key.entity";
import { ClientFile } from "./client-file";

/** What is known of a key once nobody knows the key any longer. */
export interface KeptKey {
  secretHash: string;
  hint: string;
}

/** Gives the client a key of which only the digest is known. */
export async function keepApiKey(
  tx: Tx,
  actor: Actor,
  { apiClientId, expiresAt, secretHash, hint }: KeptKey & { apiClientId: string; expiresAt: number | null },
): Promise<string> {
  const file = await ClientFile.open(tx, actor, apiClientId, "CREATE_KEY");
  if (expiresAt !== null && expiresAt <= tx.now)
    throw new Refusal("BAD_USER_INPUT", { reason: "client.expired", field: "input.expiresAt" });
  const most = (await HouseRules.inForce(tx, tx.now)).number("apiClient.keys", "count");
  if ((await livingKeys(tx, apiClientId, tx.now)).length >= most)
    throw new Refusal("LIMIT_REACHED", { reason: "client.tooManyKeys", params: { most } });
  const id = newId(ApiKey);
  tx.insert(ApiKey, {
    id,
    clientId: apiClientId,
    secretHash,
    hint,
    createdById: actor.accountId,
    createdAt: tx.now,
    expiresAt,
    lastUsedAt: null,
    revokedAt: null,
  });
  await file.record("API_KEY_CREATED", { apiKeyId: id, expiresAt });
  return id;
}
