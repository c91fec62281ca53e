import { SYSTEM } from "../../../src/accounts/account/record-on-account";
import { lockCasesOf, takeInOrderRefund } from "../../../src/adjudication/clearing/take-in-order-refund";
import { Order } from "../../../src/market/orders/order.entity";
import { Provider } from "../../../src/market/providers/provider.entity";
import type { Database } from "../../../src/platform/database/database";

/** The marketplace has given so much of the order back, as its feed says. */
export const givesBack = (db: Database, orderId: string, amount: number, reference = "shop:R-1"): Promise<string> =>
  db.transact(async (tx) => {
    await lockCasesOf(tx, [orderId]);
    const order = await tx.byId(Order, orderId);
    const provider = order && (await tx.lock(Provider, order.providerId));
    if (!provider) throw new Error("nothing was ordered");
    return takeInOrderRefund(tx, { provider, order, author: SYSTEM, amount, reference, at: tx.now });
  });
