import { recordCaseEvent, type CaseFile } from "../../case/complaints/case-file";
import { Complaint } from "../../case/complaints/complaint.entity";
import { addUp } from "../../platform/amounts";
import type { Tx } from "../../platform/database/tx";
import { letGo, movingOf } from "../instructions/let-go";
import { Provider } from "../../market/providers/provider.entity";
import { SYSTEM } from "../../accounts/account/record-on-account";
import { openDue, reject } from "../payments/payment-changes";
import { Payment } from "../payments/payment.entity";
import { factsOf, recordPayment } from "../payments/record-payment";
import type { ReversalReason } from "../rulings/ruling-enums.types";
import { Ruling } from "../rulings/ruling.entity";
import { Remedy } from "./remedy.entity";

/** Reversals by which a ruling that was not final yet turned out to be wrong. What a later decision replaces was owed until then. */
const ON_APPEAL: ReadonlySet<ReversalReason> = new Set(["APPEAL_GRANTED", "APPEAL_PARTLY_GRANTED", "REMITTED"]);

type Reversed = Pick<Ruling, "id" | "finalAt" | "reversedBecause">;

/**
 * Of what counts for what is ordered now its consumer says that it never came: so much of it was owed back, and is again once finance has found
 * that it came, or has sent it again. null: nothing of it counts, or it was missed before it was owed back.
 */
export function takenBackOf(
  { reportedMissingAt: at }: Pick<Remedy, "reportedMissingAt">,
  ruling: Omit<Reversed, "id"> & Pick<Ruling, "reversedAt">,
  payments: readonly Payment[],
): number | null {
  if (at === null || ruling.reversedAt === null || at <= ruling.reversedAt || !isOwedBack(ruling)) return null;
  const sum = (of: (payment: Payment) => boolean): number => addUp(payments.filter(of).map(({ amount }) => amount));
  const isDebt = ({ purpose }: Payment): boolean => purpose === "REPAYMENT";
  const takenBack =
    sum((each) => isDebt(each) && each.status === "REJECTED" && each.settledAt === at) -
    sum((each) => isDebt(each) && each.claimedAt === at);
  const missed = sum(
    ({ purpose, status, settledAt }) =>
      purpose === "PAYOUT" && (status === "DISPUTED" || (status === "CONFIRMED" && (settledAt ?? 0) >= at)),
  );
  return takenBack < missed ? takenBack : null;
}

export const isOwedBack = ({ finalAt, reversedBecause }: Omit<Reversed, "id">): boolean =>
  finalAt === null && reversedBecause !== null && ON_APPEAL.has(reversedBecause);

/**
 * The ruling is reversed on appeal: whatever the consumer received because of it, from the deposit or from the provider itself, is owed
 * back to the deposit. What was set aside and not sent has been returned before; what is on its way, or has not come as the consumer says, is
 * owed back once it has arrived.
 */
export async function oweBack({ tx, complaint }: CaseFile, ruling: Reversed): Promise<void> {
  if (!isOwedBack(ruling)) return;
  for (const remedy of await tx.find(Remedy, { rulingId: ruling.id }, "ORDER BY id"))
    await oweAmountBack(tx, complaint, remedy, await arrivedFor(tx, remedy));
}

async function arrivedFor(tx: Tx, remedy: Remedy): Promise<number> {
  const sent = { remedyId: remedy.id, purpose: "PAYOUT" as const, status: ["CLAIMED" as const, "DISPUTED" as const] };
  const onTheirWay = addUp((await tx.find(Payment, sent)).map(({ amount }) => amount));
  const { setAsideAmount, creditedAmount, keptAmount } = remedy;
  return setAsideAmount + creditedAmount - keptAmount + (await givenByProvider(tx, remedy)) - onTheirWay;
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
  tellOwed(tx, complaint, { remedyId, amount });
}

function tellOwed(tx: Tx, complaint: Complaint, owed: { remedyId: string; amount: number }): void {
  const { currency } = complaint;
  recordCaseEvent(tx, complaint, null, { type: "COMPENSATION_OWED_BACK", data: { ...owed, currency } });
}

/** Of what its consumer had confirmed whole so much was found: written down as any other part, or it would count beside the whole (see `PART` in order-money.queries.ts). */
export const receiveLatePart = (tx: Tx, remedy: Remedy, amount: number): void =>
  tx.change(remedy, { creditedAmount: remedy.creditedAmount + amount });

/**
 * Of what its consumer had confirmed so much was not found: it is not owed back. Only while the debt is whole: what was paid of it, counted for
 * something else, or is being collected has been taken as come. The provider is locked.
 */
export async function oweLessBack(tx: Tx, remedy: Remedy, missing: number, reason: string | null): Promise<void> {
  const complaint = await tx.byId(Complaint, remedy.complaintId);
  const provider = complaint && (await tx.byId(Provider, complaint.providerId));
  const owed = { remedyId: remedy.id, purpose: "REPAYMENT" as const, status: "CLAIMED" as const };
  const [debt, ...others] = await tx.find(Payment, owed);
  if (!provider || !debt || others.length > 0 || debt.amount !== (await arrivedFor(tx, remedy))) return;
  if ((await movingOf(tx, [debt.id])).size > 0) return;
  const rest = debt.amount - missing;
  await lower(tx, debt, rest, reason);
  const given = { ...factsOf(debt), reason: reason ?? "" };
  recordPayment(tx, provider, debt, "PAYMENT_REJECTED", SYSTEM, complaint.consumerId, given);
  if (rest > 0) tellOwed(tx, complaint, { remedyId: remedy.id, amount: rest });
}

/** It arrived for what something else has taken the place of, and no appeal makes a debt of it: it counts for what stands, see `creditReceived`. */
export const keepArrived = (tx: Tx, remedy: Remedy, amount: number): void =>
  tx.change(remedy, { keptAmount: remedy.keptAmount + amount });

/**
 * As the consumer or the platform has confirmed; not what had been set aside for it by then, and was returned unsent, nor what finance did not
 * find. A voucher that the provider gave is no money: it can void it itself.
 */
export async function givenByProvider(tx: Tx, remedy: Remedy): Promise<number> {
  const { id: remedyId, kind, confirmedAt, verifiedAt, outstanding } = remedy;
  if (kind === "CREDIT" || (confirmedAt === null && verifiedAt === null)) return 0;
  const payments = await tx.find(Payment, { remedyId });
  if (isConfirmedInVain(remedy, payments)) return 0;
  const returned = payments.filter(({ purpose, status }) => purpose === "PAYOUT" && status === "REJECTED");
  return outstanding - addUp(returned.map(({ amount }) => amount));
}

/** Its consumer had confirmed what finance then did not find, before any of it was owed back: from then on the debt itself says how much of it came. */
const isConfirmedInVain = ({ confirmedAt, verifiedAt }: Remedy, payments: readonly Payment[]): boolean =>
  confirmedAt !== null &&
  verifiedAt === null &&
  payments.some(
    ({ purpose, status, settledAt }) => purpose === "REFUND" && status === "REJECTED" && (settledAt ?? 0) > confirmedAt,
  ) &&
  !payments.some(({ purpose, status }) => purpose === "REPAYMENT" && status !== "REJECTED");

/**
 * What is owed to the consumer in money now is paid first from what it has already: for what was replaced, and from what it owes back, so
 * that nobody sends the same money to and fro. Money is owed from the ruling on, that for goods once they are back, and for a service once it is
 * in default.
 */
export async function creditReceived(caseFile: CaseFile, remedies: readonly Remedy[]): Promise<void> {
  if (remedies.length === 0) return;
  const all = await caseFile.tx.find(Remedy, { complaintId: caseFile.complaint.id }, "ORDER BY id");
  // Nothing else was ever owed in the case: nothing can have come for it.
  if (all.every(({ id }) => remedies.some((each) => each.id === id))) return;
  await creditKept(caseFile, all, remedies);
  await creditOwedBack(caseFile, remedies);
}

async function creditKept(
  { tx, complaint }: CaseFile,
  all: readonly Remedy[],
  remedies: readonly Remedy[],
): Promise<void> {
  for (const former of all) {
    const most = former.keptAmount === 0 ? 0 : await uncountedOf(tx, former);
    if (most === 0) continue;
    const credited = creditUpTo({ tx, complaint }, remedies, most, true);
    tx.change(former, { keptAmount: former.keptAmount - credited });
  }
}

/** What was credited to it counts anew if it orders nothing any more, as if it had never; what a final ruling replaces was owed until then. */
async function uncountedOf(tx: Tx, { id, rulingId, isCancelled, keptAmount, creditedAmount }: Remedy): Promise<number> {
  const ruling = await tx.byId(Ruling, rulingId);
  const isVoid = isCancelled || (ruling !== null && isOwedBack(ruling));
  if (isVoid) return keptAmount;
  const refunds = await tx.find(Payment, { remedyId: id, purpose: "REFUND", status: "CONFIRMED" });
  // What arrived of it in parts was credited to itself.
  const inParts = addUp(refunds.filter(({ reason }) => reason !== null).map(({ amount }) => amount));
  return Math.max(0, keptAmount - (creditedAmount - inParts));
}

async function creditOwedBack({ tx, complaint }: CaseFile, remedies: readonly Remedy[]): Promise<void> {
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
  let credited = creditUpTo({ tx, complaint }, remedies, addUp(owed.map(({ amount }) => amount)), false);
  for (const payment of owed) {
    const part = Math.min(payment.amount, credited);
    credited -= part;
    if (part > 0) await lower(tx, payment, payment.amount - part);
  }
}

/** So much of what is owed the consumer has already; `isKept`: for good. Returns how much of it there was to pay. */
function creditUpTo(
  { tx, complaint }: Pick<CaseFile, "tx" | "complaint">,
  remedies: readonly Remedy[],
  most: number,
  isKept: boolean,
): number {
  let rest = most;
  for (const remedy of remedies) {
    const amount = remedy.isDone ? 0 : Math.min(rest, remedy.outstanding);
    if (amount === 0) continue;
    rest -= amount;
    const isWhole = amount === remedy.outstanding;
    tx.change(remedy, {
      creditedAmount: remedy.creditedAmount + amount,
      keptAmount: remedy.keptAmount + (isKept ? amount : 0),
      ...(isWhole && { verifiedAt: tx.now }),
    });
    const data = { remedyId: remedy.id, amount, currency: complaint.currency };
    recordCaseEvent(tx, complaint, null, { type: "COMPENSATION_CREDITED", data });
  }
  return most - rest;
}

async function lower(tx: Tx, payment: Payment, rest: number, reason: string | null = null): Promise<void> {
  const { providerId, complaintId, remedyId, currency } = payment;
  await letGo(tx, providerId, [payment.id]);
  reject(tx, payment, { settledById: null, reason });
  if (rest > 0) await openDue(tx, "REPAYMENT", { providerId, complaintId, remedyId, amount: rest, currency });
}
