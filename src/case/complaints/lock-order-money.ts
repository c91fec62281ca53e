import { Provider } from "../../market/providers/provider.entity";
import type { Tx } from "../../platform/database/tx";
import type { Complaint } from "./complaint.entity";
import type { OrderMoney } from "./order-money.pure";
import { readOrderMoney } from "./order-money.queries";

/** Two cases of one order cannot each give back what is left: whatever agrees or orders money holds the provider's lock. */
export async function lockOrderMoney(tx: Tx, complaint: Complaint): Promise<OrderMoney> {
  tx.lockAll(Provider, [complaint.providerId]);
  return readOrderMoney(tx, complaint, tx.now);
}
