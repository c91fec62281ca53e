import type { Tx } from "../../platform/database/tx";
import type { PromiseVersion } from "../promises/promise-version.entity";
import { insertOrders } from "./insert-orders";
import { makeOrder, type OrderDraft } from "./make-order";
import type { Order } from "./order.entity";

/** Writes the order and freezes these promise versions into it, without checks. The command, seeds and imports share it. */
export function createOrder(
  tx: Tx,
  draft: OrderDraft,
  versions: readonly Pick<PromiseVersion, "id" | "digest">[],
): Order {
  const made = makeOrder(tx, draft, versions);
  insertOrders(tx, [made]);
  return made.order;
}
