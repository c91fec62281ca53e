import { lockAccount } from "../../accounts/account/account.queries";
import type { Actor } from "../../accounts/actor/actor";
import { HouseRules } from "../../house-rules/house-rules";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { isPushEndpoint } from "../../platform/carriers/pusher";
import { Refusal } from "../../platform/refusal";
import { endpointHash } from "./endpoint-hash.pure";
import { PushSubscription } from "./push-subscription.entity";
import { endOfLog } from "./push.queries";
import type { SavePushSubscriptionInput } from "./push.types";

/** What has come before is not told. A browser is one person's: whoever subscribes in it takes it over. */
export async function savePushSubscription(
  tx: Tx,
  actor: Actor,
  { endpoint, p256dh, auth }: SavePushSubscriptionInput,
  sessionId: string | null,
): Promise<{ accountId: string }> {
  if (sessionId === null) throw new Refusal("NOT_IN_THIS_STATE", { reason: "outsideSession" });
  if (!isPushEndpoint(endpoint))
    throw new Refusal("BAD_USER_INPUT", { reason: "push.endpoint", field: "input.endpoint" });
  const account = await lockAccount(tx, actor.accountId, "input");
  const hash = endpointHash(endpoint);
  tx.execute("DELETE FROM push_subscription WHERE endpoint_hash = ?", [hash]);
  const rules = await HouseRules.inForce(tx, tx.now);
  const others = await tx.find(PushSubscription, { accountId: account.id }, "ORDER BY created_at DESC, id DESC");
  const spare = others.filter((each) => each.endpointHash !== hash).slice(rules.number("push.count", "perPerson") - 1);
  for (const { id } of spare) tx.execute("DELETE FROM push_subscription WHERE id = ?", [id]);
  tx.insert(PushSubscription, {
    id: newId(PushSubscription),
    accountId: account.id,
    sessionId,
    endpoint,
    endpointHash: hash,
    p256dh,
    auth,
    position: await endOfLog(tx),
    // What is committed at this very moment is found by the next sweep.
    dueAt: tx.now,
    failures: 0,
    createdAt: tx.now,
  });
  return { accountId: account.id };
}
