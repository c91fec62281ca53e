import type { Author } from "../../accounts/account/record-on-account";
import { Hook } from "../../platform/database/hook";
import type { Tx } from "../../platform/database/tx";
import type { Order } from "../orders/order.entity";
import type { Provider } from "../providers/provider.entity";

/** What the marketplace has received for an order, or given back of it. */
export interface MovedMoney {
  provider: Provider;
  order: Order;
  author: Author;
  amount: number;
  /** The source's name and what the source calls it. */
  reference: string;
  /** When it moved. */
  at: number;
}

/** Before so many records are taken in, of a source that is known. What it refuses, none of them is. */
export const ON_RECORDS = new Hook<(tx: Tx, author: Author, count: number) => Promise<void>>("ON_RECORDS");

/** Before a provider is locked: locks what is to be told of refunds of these orders. */
export const BEFORE_REFUNDS = new Hook<(tx: Tx, orderIds: readonly string[]) => Promise<void>>("BEFORE_REFUNDS");

/** Keeps it, under the provider's lock; returns its id. Refuses before it writes anything. */
export const ON_ORDER_PAID = new Hook<(tx: Tx, moved: MovedMoney) => Promise<string>>("ON_ORDER_PAID");

/** The same of what was given back. */
export const ON_ORDER_REFUNDED = new Hook<(tx: Tx, moved: MovedMoney) => Promise<string>>("ON_ORDER_REFUNDED");
