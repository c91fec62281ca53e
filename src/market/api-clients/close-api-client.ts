import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { ClientFile } from "./client-file";

/** For good. What it has done stays its own. */
export async function closeApiClient(
  tx: Tx,
  actor: Actor,
  input: { apiClientId: string },
): Promise<{ apiClientId: string }> {
  const file = await ClientFile.open(tx, actor, input.apiClientId, "CLOSE");
  tx.change(file.client, { closedAt: tx.now });
  await file.record("API_CLIENT_CLOSED", {});
  return { apiClientId: file.client.id };
}
