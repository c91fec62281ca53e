import type { Tx } from "../../platform/database/tx";
import type { Provider } from "../../market/providers/provider.entity";
import type { Fine } from "./fine.entity";
import { Penalty } from "./penalty.entity";
import { factsOfFine, recordFine } from "./record-fine";
import { payFineFromDeposit } from "./pay-fine-from-deposit";

/** The due date has passed: the fine is taken from the deposit or becomes overdue. Returns whether anything changed. */
export async function collectFine(tx: Tx, provider: Provider, fine: Fine): Promise<boolean> {
  const penalty = await tx.byId(Penalty, fine.penaltyId);
  if (fine.status !== "DUE" || fine.dueAt > tx.now || penalty?.status !== "ACTIVE") return false;
  if (await payFineFromDeposit(tx, provider, fine, penalty)) return true;
  tx.change(fine, { status: "OVERDUE" });
  recordFine(tx, provider, "FINE_OVERDUE", factsOfFine(fine));
  return true;
}
