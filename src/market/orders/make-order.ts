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
  /** Unknown when left out. */
  listingVersion?: number;
  title: string;
  priceAmount: number;
  priceCurrency: string;
  /** The marketplace's number of it; none when left out. */
  externalNumber?: string | null;
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

/** An order that is still to be written, with what it freezes. */
export interface MadeOrder {
  order: Order;
  promises: readonly OrderPromise[];
}

/** For many at once: the next event commits to its promises, and `insertOrders` writes it. */
export function makeOrder(
  tx: Tx,
  draft: OrderDraft,
  versions: readonly Pick<PromiseVersion, "id" | "digest">[],
): MadeOrder {
  const order = Object.assign(new Order(), {
    status: "PLACED",
    externalNumber: null,
    listingVersion: null,
    buyerKind: "CONSUMER",
    placedAt: tx.now,
    deliveredAt: null,
    completedAt: null,
    completeAt: null,
    notReceivedReports: 0,
    notReceivedAt: null,
    ...draft,
    id: newId(Order),
  });
  const promises = versions.map(({ id, digest }) =>
    Object.assign(new OrderPromise(), { id: newId(OrderPromise), orderId: order.id, promiseVersionId: id, digest }),
  );
  for (const promise of promises) tx.commitTo(promise);
  return { order, promises };
}
