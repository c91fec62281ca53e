import type { Tx } from "../../platform/database/tx";
import type { Provider } from "../../market/providers/provider.entity";
import { Fine } from "./fine.entity";
import { Penalty } from "./penalty.entity";
import { payFineFromDeposit } from "./pay-fine-from-deposit";

/** After money entered the deposit: the oldest first. */
export async function collectOverdueFines(tx: Tx, provider: Provider): Promise<void> {
  for (const fine of await tx.find(Fine, { providerId: provider.id, status: "OVERDUE" }, "ORDER BY due_at, id")) {
    const penalty = await tx.byId(Penalty, fine.penaltyId);
    if (penalty?.status === "ACTIVE") await payFineFromDeposit(tx, provider, fine, penalty);
  }
}
