import { recordCaseEvent, type CaseFile } from "../../case/complaints/case-file";
import type { Complaint } from "../../case/complaints/complaint.entity";
import { addUp } from "../../platform/amounts";
import type { Tx } from "../../platform/database/tx";
import { letGo, movingOf } from "../instructions/let-go";
import { Provider } from "../../market/providers/provider.entity";
import { openDue, reject } from "../payments/payment-changes";
import { Payment } from "../payments/payment.entity";
import type { ReversalReason } from "../rulings/ruling-enums.types";
import type { Ruling } from "../rulings/ruling.entity";
import { Remedy } from "./remedy.entity";

/** Reversals by which a ruling that was not final yet turned out to be wrong. What a later decision replaces was owed until then. */
const ON_APPEAL: ReadonlySet<ReversalReason> = new Set(["APPEAL_GRANTED", "APPEAL_PARTLY_GRANTED", "REMITTED"]);

type Reversed = Pick<Ruling, "id" | "finalAt" | "reversedBecause">;

export const isOwedBack = ({ finalAt, reversedBecause }: Omit<Reversed, "id">): boolean =>
  finalAt === null && reversedBecause !== null && ON_APPEAL.has(reversedBecause);

/**
 * The ruling is reversed on appeal: whatever the consumer received because of it, from the deposit or from the provider itself, is owed
 * back to the deposit. What was set aside and not sent has been returned before; what is on its way is owed back once it has arrived.
 */
export async function oweBack({ tx, complaint }: CaseFile, ruling: Reversed): Promise<void> {
  if (!isOwedBack(ruling)) return;
  for (const remedy of await tx.find(Remedy, { rulingId: ruling.id }, "ORDER BY id")) {
    const unsent = await tx.find(Payment, { remedyId: remedy.id, purpose: "PAYOUT", status: "CLAIMED" });
    const onTheirWay = addUp(unsent.map(({ amount }) => amount));
    await oweAmountBack(tx, complaint, remedy, receivedFor(remedy) - onTheirWay);
  }
}

/** Also what arrived only after the ruling had been reversed. */
export async function oweAmountBack(
  tx: Tx,
  complaint: Complaint,
  { id: remedyId }: Remedy,
  amount: number,
): Promise<void> {
  if (amount <= 0) return;
  const { id: complaintId, providerId, currency } = complaint;
  await openDue(tx, "REPAYMENT", { providerId, complaintId, remedyId, amount, currency });
  recordCaseEvent(tx, complaint, null, { type: "COMPENSATION_OWED_BACK", data: { remedyId, amount, currency } });
}

/** A voucher that the provider gave is no money: it can void it itself. */
function receivedFor(remedy: Remedy): number {
  const { setAsideAmount, creditedAmount, outstanding } = remedy;
  return setAsideAmount + creditedAmount + (isGivenByProvider(remedy) ? outstanding : 0);
}

export const isGivenByProvider = ({ kind, confirmedAt, verifiedAt }: Remedy): boolean =>
  kind !== "CREDIT" && (confirmedAt !== null || verifiedAt !== null);

/** The new ruling's sums are paid first from what the consumer owes back, so that nobody sends the same money to and fro. */
export async function creditReceived({ tx, complaint }: CaseFile, rulingId: string): Promise<void> {
  const open = await tx.find(
    Payment,
    { complaintId: complaint.id, purpose: "REPAYMENT", status: "CLAIMED" },
    "ORDER BY id",
  );
  if (open.length === 0) return;
  tx.lockAll(Provider, [complaint.providerId]);
  // What the payment side is already collecting comes in whatever is decided now.
  const ids = open.map(({ id }) => id);
  const moving = await movingOf(tx, ids);
  const owed = open.filter(({ id }) => !moving.has(id));
  if (owed.length === 0) return;
  const left = new Map(owed.map((payment) => [payment, payment.amount]));
  for (const remedy of await tx.find(Remedy, { rulingId }, "ORDER BY id")) {
    let credited = 0;
    for (const [payment, rest] of left) {
      const amount = Math.min(rest, remedy.outstanding - credited);
      credited += amount;
      left.set(payment, rest - amount);
    }
    if (credited === 0) continue;
    const isWhole = credited === remedy.outstanding;
    tx.change(remedy, { creditedAmount: credited, ...(isWhole && { verifiedAt: tx.now }) });
    const data = { remedyId: remedy.id, amount: credited, currency: complaint.currency };
    recordCaseEvent(tx, complaint, null, { type: "COMPENSATION_CREDITED", data });
  }
  for (const [payment, rest] of left) if (rest < payment.amount) await lower(tx, payment, rest);
}

async function lower(tx: Tx, payment: Payment, rest: number): Promise<void> {
  const { providerId, complaintId, remedyId, currency } = payment;
  await letGo(tx, providerId, [payment.id]);
  reject(tx, payment);
  if (rest > 0) await openDue(tx, "REPAYMENT", { providerId, complaintId, remedyId, amount: rest, currency });
}
