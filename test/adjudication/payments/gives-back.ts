import { SYSTEM } from "../../../src/accounts/account/record-on-account";
import { takeInOrderPayment } from "../../../src/adjudication/clearing/take-in-order-payment";
import { lockCasesOf, takeInOrderRefund } from "../../../src/adjudication/clearing/take-in-order-refund";
import type { MovedMoney } from "../../../src/market/intake/intake-hooks";
import { Order } from "../../../src/market/orders/order.entity";
import { Provider } from "../../../src/market/providers/provider.entity";
import type { Database } from "../../../src/platform/database/database";
import type { Tx } from "../../../src/platform/database/tx";

const moves =
  (take: (tx: Tx, moved: MovedMoney) => Promise<string>) =>
  (db: Database, orderId: string, amount: number, reference = "shop:R-1"): Promise<string> =>
    db.transact(async (tx) => {
      await lockCasesOf(tx, [orderId]);
      const order = await tx.byId(Order, orderId);
      const provider = order && (await tx.lock(Provider, order.providerId));
      if (!provider) throw new Error("nothing was ordered");
      return take(tx, { provider, order, author: SYSTEM, amount, reference, at: tx.now });
    });

/** The marketplace has given so much of the order back, as its feed says. */
export const givesBack = moves(takeInOrderRefund);

/** It has received so much for it. */
export const receives = moves(takeInOrderPayment);
