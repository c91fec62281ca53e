import { dropUnsent } from "../payments/drop-unsent";
import { giveBack } from "../deposit/deposit-ledger";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { Provider } from "../../market/providers/provider.entity";
import { Fine } from "./fine.entity";
import type { Penalty } from "./penalty.entity";
import { factsOfFine, recordFine } from "./record-fine";

/** Brings a provider's fines in line with its penalties: the fine of an active penalty is due, that of a reversed one is cancelled or refunded. */
export async function settleFines(tx: Tx, provider: Provider, penalties: readonly Penalty[]): Promise<void> {
  const ordered = penalties.filter(
    ({ kind, status }) => kind === "FINE" && (status === "ACTIVE" || status === "REVERSED"),
  );
  if (ordered.length === 0) return;
  const fines = await tx.find(Fine, { providerId: provider.id });
  for (const penalty of ordered) {
    const fine = fines.find(({ penaltyId }) => penaltyId === penalty.id);
    if (penalty.status === "ACTIVE" && !fine) await fallDue(tx, provider, penalty);
    if (penalty.status === "REVERSED" && fine) await takeBack(tx, provider, fine);
  }
}

async function fallDue(tx: Tx, provider: Provider, penalty: Penalty): Promise<void> {
  const { id: penaltyId, amount, currency } = penalty;
  if (amount === null || currency === null) throw new Error(`the fine ${penaltyId} has no amount`);
  const rules = await HouseRules.inForce(tx, tx.now);
  const fine = Object.assign(new Fine(), {
    id: newId(Fine),
    providerId: provider.id,
    penaltyId,
    amount,
    currency,
    status: "DUE" as const,
    dueAt: tx.now + rules.number("fine.due", "days") * DAY,
    paidAt: null,
    paidBy: null,
    reference: null,
  });
  tx.insert(Fine, fine);
  recordFine(tx, provider, "FINE_DUE", { ...factsOfFine(fine), dueAt: fine.dueAt });
}

async function takeBack(tx: Tx, provider: Provider, fine: Fine): Promise<void> {
  const { penaltyId, amount, currency, status } = fine;
  if (status === "DUE" || status === "OVERDUE") {
    tx.change(fine, { status: "CANCELLED" });
    await dropUnsent(tx, provider, { purpose: "FINE", penaltyId });
    recordFine(tx, provider, "FINE_CANCELLED", factsOfFine(fine));
  }
  if (status === "PAID") {
    await giveBack(tx, provider.id, { from: "FINES", purpose: "FINE_REFUND", amount, currency, penaltyId });
    tx.change(fine, { status: "REFUNDED" });
    recordFine(tx, provider, "FINE_REFUNDED", factsOfFine(fine));
  }
}
