import { lockAccount } from "../../accounts/account/account.queries";
import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { endpointHash } from "./endpoint-hash.pure";
import type { RemovePushSubscriptionInput } from "./push.types";

/** One's own only; one that is not there is as good as removed. */
export async function removePushSubscription(
  tx: Tx,
  actor: Actor,
  { endpoint }: RemovePushSubscriptionInput,
): Promise<{ accountId: string }> {
  const account = await lockAccount(tx, actor.accountId, "input");
  tx.execute("DELETE FROM push_subscription WHERE endpoint_hash = ? AND account_id = ?", [
    endpointHash(endpoint),
    account.id,
  ]);
  return { accountId: account.id };
}
