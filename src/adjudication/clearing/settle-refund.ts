import type { CaseFile } from "../../case/complaints/case-file";
import type { InstructionFailure } from "../instructions/instruction-enums.types";
import type { Payment } from "../payments/payment.entity";
import { DAY } from "../../platform/time";
import { freezeUntilPaid } from "../penalties/penalties-of-ruling";
import { payDefaultFromDeposit } from "../remedies/pay-default-from-deposit";
import { putInDefault } from "../remedies/put-in-default";
import { RemediesOfCase } from "../remedies/remedies-of-case";
import type { Remedy } from "../remedies/remedy.entity";

/** Finance looked for the provider's payment. `missingBecause`: why it counts as not made; null when it arrived. */
export async function settleRefund(caseFile: CaseFile, payment: Payment, missingBecause: string | null): Promise<void> {
  const { remedyId, amount, reason } = payment;
  if (missingBecause === null) {
    const remedies = await RemediesOfCase.read(caseFile);
    const remedy = remedies.named(remedyId ?? "");
    if (reason !== null && amount < remedy.outstanding) return settlePart(caseFile, payment, reason);
    // It arrived: the consumer need not say so, and may have confirmed it since. Waived or not, it has the money, and owes it back if an appeal is won.
    if (!remedy.isDone || remedy.isOnlyWaived) await remedies.verify(remedy, { remedyId: remedy.id, reason: null });
    return;
  }
  const { file, remedies, remedy } = await unpaid(caseFile, remedyId);
  if (remedy.isDone) return tellConfirmed(file, remedy, payment);
  const isLate = hadItsTime(file, remedy);
  refute(file, remedies, remedy);
  file.apply({ type: "REMEDY_REFUTED", data: { remedyId: remedy.id, reason: missingBecause } });
  await goOn(file, remedies, remedy, isLate);
}

/** The consumer has so much of it; the rest is owed as if nothing had been said of it. */
async function settlePart(caseFile: CaseFile, { remedyId, amount, currency }: Payment, reason: string): Promise<void> {
  const { file, remedies, remedy } = await unpaid(caseFile, remedyId);
  const isLate = hadItsTime(file, remedy);
  remedies.receivePart(remedy, amount);
  if (remedy.isDone) return tellConfirmed(file, remedy, { amount: remedy.outstanding, currency });
  refute(file, remedies, remedy);
  file.apply({ type: "REMEDY_REFUNDED_IN_PART", data: { remedyId: remedy.id, amount, currency, reason } });
  await goOn(file, remedies, remedy, isLate);
}

const hadItsTime = ({ now }: CaseFile, { verificationRequestedAt, dueAt }: Remedy): boolean =>
  verificationRequestedAt !== null || (dueAt ?? now) <= now;

/** Its consumer confirmed what nobody finds: that word stands, unless they take it back in time. */
function tellConfirmed(
  file: CaseFile,
  { id: remedyId, confirmedAt }: Remedy,
  { amount, currency }: Pick<Payment, "amount" | "currency">,
): void {
  if (confirmedAt === null) return;
  const reopenableUntil = file.now + file.rules.number("reopen.window", "days") * DAY;
  file.apply({ type: "CONFIRMED_REFUND_NOT_FOUND", data: { remedyId, amount, currency, reopenableUntil } });
}

/**
 * The payment side was to make the provider's payment, and could not. Whoever left it to that in time has a last time to pay otherwise, once,
 * and has to prove it verifiably.
 */
export async function reopenRefund(caseFile: CaseFile, payment: Payment, failure: InstructionFailure): Promise<void> {
  const { remedyId, amount, currency } = payment;
  const { file, remedies, remedy } = await unpaid(caseFile, remedyId);
  if (remedy.isDone) return tellConfirmed(file, remedy, payment);
  const isLate = remedy.verificationRequestedAt !== null || remedy.defaultedAt !== null;
  if (!isLate) remedies.giveLastTime(remedy);
  refute(file, remedies, remedy);
  file.apply({ type: "REMEDY_PAYMENT_FAILED", data: { remedyId: remedy.id, amount, currency, failure } });
  await goOn(file, remedies, remedy, isLate);
}

/** What was agreed is then enforced like what was ordered. */
async function unpaid(
  caseFile: CaseFile,
  remedyId: string | null,
): Promise<{ file: CaseFile; remedies: RemediesOfCase; remedy: Remedy }> {
  const found = await RemediesOfCase.read(caseFile);
  const isBroken = caseFile.complaint.status === "SETTLING" && !found.named(remedyId ?? "").isDone;
  const file = isBroken ? caseFile.towards("ENFORCING") : caseFile;
  const remedies = await RemediesOfCase.read(file);
  return { file, remedies, remedy: remedies.named(remedyId ?? "") };
}

/** The proof counts for nothing. */
function refute({ complaint }: CaseFile, remedies: RemediesOfCase, remedy: Remedy): void {
  remedies.refute(remedy);
  if (complaint.status !== "CLOSED") remedies.setClocks();
}

/** Whoever had no more time is in default; in a case that was given up as unremedied, it may sell no more. */
async function goOn(caseFile: CaseFile, remedies: RemediesOfCase, remedy: Remedy, isLate: boolean): Promise<void> {
  if (caseFile.complaint.status !== "CLOSED") {
    if (isLate) await putInDefault(caseFile.follow("REMEDY_DEFAULTS"), remedies, [remedy]);
    return;
  }
  await payDefaultFromDeposit(caseFile);
  await freezeUntilPaid(caseFile);
}
