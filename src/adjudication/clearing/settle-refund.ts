import type { CaseFile } from "../../case/complaints/case-file";
import type { Payment } from "../payments/payment.entity";
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
  // What was agreed is then enforced like what was ordered.
  const isBroken = missingBecause !== null && caseFile.complaint.status === "SETTLING";
  const file = isBroken ? caseFile.towards("ENFORCING") : caseFile;
  const remedies = await RemediesOfCase.read(file);
  const remedy = remedies.named(remedyId ?? "");
  // The consumer has confirmed or waived it since.
  if (remedy.isDone) return;
  if (missingBecause !== null) return refute(file, remedies, remedy, missingBecause);
  // It arrived: the consumer need not say so.
  await remedies.verify(remedy, { remedyId: remedy.id, reason: null });
}

/** The proof counts for nothing, and whoever had no more time is in default. */
async function refute(caseFile: CaseFile, remedies: RemediesOfCase, remedy: Remedy, reason: string): Promise<void> {
  const { now } = caseFile;
  const isLate = remedy.verificationRequestedAt !== null || (remedy.dueAt ?? now) <= now;
  const isOpen = caseFile.complaint.status !== "CLOSED";
  remedies.refute(remedy);
  if (isOpen) remedies.setClocks();
  caseFile.apply({ type: "REMEDY_REFUTED", data: { remedyId: remedy.id, reason } });
  if (!isOpen) await payDefaultFromDeposit(caseFile);
  else if (isLate) await putInDefault(caseFile.follow("REMEDY_DEFAULTS"), remedies, [remedy]);
}
