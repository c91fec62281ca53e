import { dropUnsent } from "../payments/drop-unsent";
import { transfer } from "../deposit/deposit-ledger";
import type { Tx } from "../../platform/database/tx";
import type { Provider } from "../../market/providers/provider.entity";
import type { Fine, FinePayment } from "./fine.entity";
import type { Penalty } from "./penalty.entity";
import { recordPenalties } from "./record-penalties";
import { factsOfFine, recordFine } from "./record-fine";

export async function markFinePaid(
  tx: Tx,
  provider: Provider,
  fine: Fine,
  penalty: Penalty,
  { paidBy, reference }: { paidBy: FinePayment; reference: string | null },
): Promise<void> {
  const { amount, currency } = fine;
  const from = paidBy === "DEPOSIT" ? "DEPOSIT" : "OUTSIDE";
  transfer(tx, provider.id, { from, to: "FINES", purpose: "FINE", amount, currency, penaltyId: penalty.id, reference });
  tx.change(fine, { status: "PAID", paidAt: tx.now, paidBy, reference });
  await dropUnsent(tx, provider, { purpose: "FINE", penaltyId: penalty.id });
  recordFine(tx, provider, "FINE_PAID", { ...factsOfFine(fine), paidBy });
  tx.change(penalty, { status: "EXPIRED", endsAt: tx.now });
  await recordPenalties(tx, provider, null, "PENALTY_ENDED", [penalty]);
}
