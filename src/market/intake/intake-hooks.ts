import type { Author } from "../../accounts/account/record-on-account";
import { Hook } from "../../platform/database/hook";
import type { Tx } from "../../platform/database/tx";
import type { Order } from "../orders/order.entity";
import type { Provider } from "../providers/provider.entity";

/** What the marketplace has received for an order. */
export interface ReceivedPayment {
  provider: Provider;
  order: Order;
  author: Author;
  amount: number;
  /** The source's name and what the source calls it. */
  reference: string;
  paidAt: number;
}

/** Before so many records are taken in, of a source that is known. What it refuses, none of them is. */
export const ON_RECORDS = new Hook<(tx: Tx, author: Author, count: number) => Promise<void>>("ON_RECORDS");

/** Keeps it, under the provider's lock; returns its id. Refuses before it writes anything. */
export const ON_ORDER_PAID = new Hook<(tx: Tx, payment: ReceivedPayment) => Promise<string>>("ON_ORDER_PAID");
