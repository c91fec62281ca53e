import { createAccount } from "../../../src/accounts/account/create-account";
import { Order } from "../../../src/market/orders/order.entity";
import { Payment } from "../../../src/adjudication/payments/payment.entity";
import { newId } from "../../../src/platform/ids";
import { DAY } from "../../../src/platform/time";
import type { World } from "../../support/world";

let people = 0;

/** Ids of consumers who have been registered for so many days. */
export const strangers = (world: World, count: number, days = 90): Promise<string[]> =>
  world.db.transact(async (tx) => {
    const ids = [];
    for (let n = 0; n < count; n += 1) {
      people += 1;
      const account = await createAccount(tx, {
        ...{ login: `stranger.${people}`, displayName: `Stranger ${people}`, locale: "en" },
        roles: ["CONSUMER"],
      });
      tx.change(account, { createdAt: tx.now - days * DAY });
      ids.push(account.id);
    }
    return ids;
  });

/** An order like the demo's, completed and paid for just now; `paid`: how much of its price has been confirmed. */
export const paidOrder = (world: World, id: string, consumerId: string, paid = 1): Promise<void> =>
  world.db.transact(async (tx) => {
    const [like] = await tx.find(Order, {}, "ORDER BY id LIMIT 1");
    if (!like) throw new Error("the demo has no order");
    const done = { placedAt: tx.now - 1, deliveredAt: tx.now, completedAt: tx.now, status: "COMPLETED" as const };
    tx.insert(Order, { ...like, ...done, id, consumerId });
    const amount = Math.floor(like.priceAmount * paid);
    if (amount === 0) return;
    tx.insert(Payment, {
      ...{ id: newId(Payment), purpose: "ORDER", orderId: id, providerId: like.providerId, amount },
      ...{ currency: like.priceCurrency, channel: "BANK", reference: id, referenceKey: id, status: "CONFIRMED" },
      ...{ claimedById: consumerId, claimedAt: tx.now, settledAt: tx.now, reports: 0, version: 1 },
    });
  });
