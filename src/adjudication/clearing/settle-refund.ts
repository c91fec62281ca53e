import type { CaseFile } from "../../case/complaints/case-file";
import type { InstructionFailure } from "../instructions/instruction-enums.types";
import type { Payment } from "../payments/payment.entity";
import { freezeUntilPaid } from "../penalties/penalties-of-ruling";
import { payDefaultFromDeposit } from "../remedies/pay-default-from-deposit";
import { putInDefault } from "../remedies/put-in-default";
import { RemediesOfCase } from "../remedies/remedies-of-case";
import type { Remedy } from "../remedies/remedy.entity";

/** Finance looked for the provider's payment. `missingBecause`: why it counts as not made; null when it arrived. */
export async function settleRefund(
  caseFile: CaseFile,
  { remedyId }: Payment,
  missingBecause: string | null,
): Promise<void> {
  if (missingBecause === null) {
    const remedies = await RemediesOfCase.read(caseFile);
    const remedy = remedies.named(remedyId ?? "");
    // It arrived: the consumer need not say so, and may have confirmed it since. Waived or not, it has the money, and owes it back if an appeal is won.
    if (!remedy.isDone || remedy.isOnlyWaived) await remedies.verify(remedy, { remedyId: remedy.id, reason: null });
    return;
  }
  const { file, remedies, remedy } = await unpaid(caseFile, remedyId);
  if (remedy.isDone) return;
  const isLate = remedy.verificationRequestedAt !== null || (remedy.dueAt ?? file.now) <= file.now;
  refute(file, remedies, remedy);
  file.apply({ type: "REMEDY_REFUTED", data: { remedyId: remedy.id, reason: missingBecause } });
  await goOn(file, remedies, remedy, isLate);
}

/**
 * The payment side was to make the provider's payment, and could not. Whoever left it to that in time has a last time to pay otherwise, once,
 * and has to prove it verifiably.
 */
export async function reopenRefund(
  caseFile: CaseFile,
  { remedyId, amount, currency }: Payment,
  failure: InstructionFailure,
): Promise<void> {
  const { file, remedies, remedy } = await unpaid(caseFile, remedyId);
  if (remedy.isDone) return;
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
