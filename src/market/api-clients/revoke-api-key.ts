import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { ON_KEY_REVOKED } from "./api-client-hooks";
import { ApiKey } from "./api-key.entity";
import { ClientFile } from "./client-file";

const FIELD = "input.apiKeyId";

/** Effective at once; what was opened with it ends, and what was set up with it waits for somebody to look at it. */
export async function revokeApiKey(
  tx: Tx,
  actor: Actor,
  { apiKeyId }: { apiKeyId: string },
): Promise<{ apiClientId: string }> {
  const known = isIdOf(ApiKey, apiKeyId) ? await tx.byId(ApiKey, apiKeyId) : null;
  if (!known) throw new Refusal("NOT_FOUND", { field: FIELD });
  const file = await ClientFile.open(tx, actor, known.clientId, "REVOKE_KEY", FIELD);
  const key = await tx.lock(ApiKey, apiKeyId);
  if (!key || key.revokedAt !== null)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "client.keyRevokedAlready", field: FIELD });
  tx.change(key, { revokedAt: tx.now });
  await file.record("API_KEY_REVOKED", { apiKeyId });
  for (const end of tx.hooked(ON_KEY_REVOKED)) await end(tx, key);
  return { apiClientId: file.client.id };
}
