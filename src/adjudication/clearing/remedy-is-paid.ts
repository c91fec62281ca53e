import type { CaseFile } from "../../case/complaints/case-file";
import { Payment } from "../payments/payment.entity";
import { markSent } from "../remedies/payout-changes";
import { RemediesOfCase } from "../remedies/remedies-of-case";

/** The remedy is done when all that it is worth was sent; a part of it was sent even if the provider has performed since. */
export async function remedyIsPaid(caseFile: CaseFile, payment: Payment): Promise<void> {
  const { tx } = caseFile;
  const remedies = await RemediesOfCase.read(caseFile);
  const remedy = remedies.named(payment.remedyId ?? "");
  const waiting = await tx.find(Payment, { remedyId: remedy.id, purpose: "PAYOUT", status: "CLAIMED" });
  const data = { remedyId: remedy.id, ...paidFacts(payment) };
  if (remedy.isDone || remedy.setAsideAt === null || waiting.some(({ id }) => id !== payment.id))
    return caseFile.apply({ type: "REMEDY_PAID_IN_PART", data });
  markSent(tx, remedy);
  await remedies.step("REMEDY_PAID_FROM_DEPOSIT", remedy, data);
}

export const paidFacts = ({ amount, currency, channel, reference }: Payment) => ({
  amount,
  currency,
  channel,
  reference,
});
