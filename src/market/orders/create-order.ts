import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import type { PromiseVersion } from "../promises/promise-version.entity";
import { Order } from "./order.entity";
import { OrderPromise } from "./order-promise.entity";
import type { BuyerKind } from "./buyer-kind.types";
import type { OrderStatus } from "./order-status.types";

export interface OrderDraft {
  consumerId: string;
  providerId: string;
  listingId: string;
  title: string;
  priceAmount: number;
  priceCurrency: string;
  /** CONSUMER when left out. */
  buyerKind?: BuyerKind;
  /** PLACED when left out. */
  status?: OrderStatus;
  /** Now when left out. */
  placedAt?: number;
  deliveredAt?: number | null;
  completedAt?: number | null;
  /** Never by itself when left out. */
  completeAt?: number | null;
}

/** Writes the order and freezes these promise versions into it, without checks. The command, seeds and imports share it. */
export function createOrder(
  tx: Tx,
  draft: OrderDraft,
  versions: readonly Pick<PromiseVersion, "id" | "digest">[],
): Order {
  const order = Object.assign(new Order(), {
    status: "PLACED",
    buyerKind: "CONSUMER",
    placedAt: tx.now,
    deliveredAt: null,
    completedAt: null,
    completeAt: null,
    notReceivedReports: 0,
    ...draft,
    id: newId(Order),
  });
  tx.insert(Order, order);
  tx.insert(
    OrderPromise,
    ...versions.map(({ id, digest }) => ({
      id: newId(OrderPromise),
      orderId: order.id,
      promiseVersionId: id,
      digest,
    })),
  );
  return order;
}
