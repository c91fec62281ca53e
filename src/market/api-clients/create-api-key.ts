import { hintOf, newApiKey } from "../../accounts/sessions/api-key.pure";
import { digestOf } from "../../accounts/account/secret-token.pure";
import type { Actor } from "../../accounts/actor/actor";
import { isSandbox } from "../../platform/database/sandboxed";
import type { Tx } from "../../platform/database/tx";
import { keepApiKey } from "./keep-api-key";

/** Of the secret only its digest is kept. */
export async function createApiKey(
  tx: Tx,
  actor: Actor,
  { apiClientId, expiresAt = null }: { apiClientId: string; expiresAt?: number | null },
): Promise<{ apiKeyId: string; secret: string }> {
  const secret = newApiKey(isSandbox(tx) ? "test" : "live");
  const kept = { apiClientId, expiresAt, secretHash: digestOf(secret), hint: hintOf(secret) };
  return { apiKeyId: await keepApiKey(tx, actor, kept), secret };
}
