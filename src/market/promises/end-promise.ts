import type { Tx } from "../../platform/database/tx";
import type { ServicePromise } from "./service-promise.entity";

/** From then on it binds no new orders. Under its provider's lock. */
export function endPromise(tx: Tx, promise: ServicePromise, withdrawnAt: number): void {
  tx.change(promise, { withdrawnAt });
}
