import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { endPromise } from "./end-promise";
import { lockOwnPromise } from "./lock-own-promise";
import type { WithdrawPromiseInput } from "./promise.types";
import { recordPromise } from "./record-promise";
import type { ServicePromise } from "./service-promise.entity";

/** A member withdraws a promise: it no longer binds new orders. A suspended provider may, too. */
export async function withdrawPromise(tx: Tx, actor: Actor, input: WithdrawPromiseInput): Promise<ServicePromise> {
  const { provider, promise } = await lockOwnPromise(tx, actor, input.promiseId);
  endPromise(tx, promise, tx.now);
  await recordPromise(tx, actor, provider, "PROMISE_WITHDRAWN", {
    promiseId: promise.id,
    listingId: promise.listingId,
  });
  return promise;
}
