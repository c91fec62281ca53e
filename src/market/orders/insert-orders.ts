import type { Tx } from "../../platform/database/tx";
import type { MadeOrder } from "./make-order";
import { Order } from "./order.entity";
import { OrderPromise } from "./order-promise.entity";

/** SQLite takes 32,766 values in one statement. */
const MOST_AT_ONCE = 1_000;

export function insertOrders(tx: Tx, made: readonly MadeOrder[]): void {
  tx.insert(Order, ...made.map(({ order }) => order));
  const promises = made.flatMap((one) => one.promises);
  for (let first = 0; first < promises.length; first += MOST_AT_ONCE)
    tx.insert(OrderPromise, ...promises.slice(first, first + MOST_AT_ONCE));
}
