import { SYSTEM } from "../../accounts/record-on-account";
import { balanceIn, transfer } from "../deposit/deposit-ledger";
import { owedToConsumers, sumIn } from "../deposit/owed.queries";
import type { Tx } from "../../platform/database/tx";
import type { Events } from "../../platform/database/event";
import { newId } from "../../platform/ids";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { Provider } from "../../market/providers/provider.entity";
import { recordOnProvider } from "../../market/providers/record-on-provider";
import { Fine, type FinePayment } from "./fine.entity";
import type { FineRecord } from "./penalty-events";
import { Penalty } from "./penalty.entity";
import { recordPenalties } from "./record-penalties";

/** Brings the fines of a provider in line with its penalties: one that acts is due, one that was reversed is cancelled or refunded. */
export async function settleFines(tx: Tx, provider: Provider, penalties: readonly Penalty[]): Promise<void> {
  const ordered = penalties.filter(
    ({ kind, status }) => kind === "FINE" && (status === "ACTIVE" || status === "REVERSED"),
  );
  if (ordered.length === 0) return;
  const fines = await tx.find(Fine, { providerId: provider.id });
  for (const penalty of ordered) {
    const fine = fines.find(({ penaltyId }) => penaltyId === penalty.id);
    if (penalty.status === "ACTIVE" && !fine) await fallDue(tx, provider, penalty);
    if (penalty.status === "REVERSED" && fine) takeBack(tx, provider, fine);
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
  tell(tx, provider, "FINE_DUE", { ...factsOf(fine), dueAt: fine.dueAt });
}

function takeBack(tx: Tx, provider: Provider, fine: Fine): void {
  const { penaltyId, amount, currency, status } = fine;
  if (status === "DUE" || status === "OVERDUE") {
    tx.change(fine, { status: "CANCELLED" });
    tell(tx, provider, "FINE_CANCELLED", factsOf(fine));
  }
  if (status === "PAID") {
    transfer(tx, provider.id, { from: "FINES", to: "DEPOSIT", purpose: "FINE_REFUND", amount, currency, penaltyId });
    tx.change(fine, { status: "REFUNDED" });
    tell(tx, provider, "FINE_REFUNDED", factsOf(fine));
  }
}

/** Takes a fine from the deposit, if that suffices after what is kept for consumers. */
export async function payFromDeposit(tx: Tx, provider: Provider, fine: Fine, penalty: Penalty): Promise<boolean> {
  const { amount, currency } = fine;
  const kept = sumIn(await owedToConsumers(tx, provider.id), currency);
  if ((await balanceIn(tx, provider.id, currency)) - kept < amount) return false;
  await markPaid(tx, provider, fine, penalty, { paidBy: "DEPOSIT", reference: null });
  return true;
}

export async function markPaid(
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
  tell(tx, provider, "FINE_PAID", { ...factsOf(fine), paidBy });
  tx.change(penalty, { status: "EXPIRED", endsAt: tx.now });
  await recordPenalties(tx, provider, null, "PENALTY_ENDED", [penalty]);
}

/** The due date came: the fine is taken from the deposit, or overdue. Answers whether there was anything to do. */
export async function collectFine(tx: Tx, provider: Provider, fine: Fine): Promise<boolean> {
  const penalty = await tx.byId(Penalty, fine.penaltyId);
  if (fine.status !== "DUE" || fine.dueAt > tx.now || penalty?.status !== "ACTIVE") return false;
  if (await payFromDeposit(tx, provider, fine, penalty)) return true;
  tx.change(fine, { status: "OVERDUE" });
  tell(tx, provider, "FINE_OVERDUE", factsOf(fine));
  return true;
}

/** From a deposit that has grown: oldest first. */
export async function collectOverdueFines(tx: Tx, provider: Provider): Promise<void> {
  for (const fine of await tx.find(Fine, { providerId: provider.id, status: "OVERDUE" }, "ORDER BY due_at, id")) {
    const penalty = await tx.byId(Penalty, fine.penaltyId);
    if (penalty?.status === "ACTIVE") await payFromDeposit(tx, provider, fine, penalty);
  }
}

const factsOf = ({ penaltyId, amount, currency }: Fine): Pick<Fine, "penaltyId" | "amount" | "currency"> => ({
  penaltyId,
  amount,
  currency,
});

function tell<T extends FineRecord>(tx: Tx, provider: Provider, type: T, data: Events[T]): void {
  recordOnProvider(tx, provider, type, SYSTEM, "MEMBERS", data, [provider.id]);
}
