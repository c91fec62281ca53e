import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import { reportMissingUntil } from "../../case/complaints/case-facts.queries";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import { markMissing } from "../remedies/payout-changes";
import { Remedy } from "../remedies/remedy.entity";
import { letGo } from "../instructions/let-go";
import { addUp } from "../../platform/amounts";
import { dispute, openDue, reject } from "../payments/payment-changes";
import { Payment } from "../payments/payment.entity";
import { mayBeMissed } from "../payments/payment.pure";
import type { ReportCompensationMissingInput } from "../payments/payment.types";

/**
 * The consumer reports that nothing arrived. Finance must look into each payout: the platform took the money and owes an answer. Also of what is owed
 * back because its ruling was reversed: whatever never came is not owed back; and of what counts for what is ordered now: it is sent again.
 */
export async function reportCompensationMissing(
  tx: Tx,
  actor: Actor,
  input: ReportCompensationMissingInput,
): Promise<CaseResult<"remedyId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "REPORT_COMPENSATION_MISSING");
  const { complaint, rules } = caseFile;
  const remedy = await tx.findOne(Remedy, { id: input.remedyId, complaintId: complaint.id });
  if (!remedy) throw new Refusal("NOT_FOUND", { field: "input.remedyId" });
  tx.lockAll(Provider, [complaint.providerId]);
  const owedBack = { remedyId: remedy.id, purpose: "REPAYMENT" as const };
  const repayments = await tx.find(Payment, owedBack, "ORDER BY id");
  if (remedy.rulingId !== complaint.currentRulingId && repayments.length === 0)
    throw new Refusal("NOT_FOUND", { field: "input.remedyId" });
  // It may have been sent in parts, and nobody here knows which of them did not come.
  const payouts = await tx.find(
    Payment,
    { remedyId: remedy.id, purpose: "PAYOUT", status: "CONFIRMED" },
    "ORDER BY id",
  );
  await refuseUnlessReportable(caseFile, remedy, payouts);
  if (!mayBeMissed(repayments))
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "guard.PAYOUT_REPORTABLE.required", field: "input.remedyId" });
  const most = rules.number("payment.reportMissing", "times");
  const disputable = payouts.filter(({ reports }) => reports < most);
  if (disputable.length === 0)
    throw new Refusal("LIMIT_REACHED", { reason: "payment.reports", params: { limit: most } });
  const debts = repayments.filter(({ status }) => status === "CLAIMED");
  if (debts.length > 0) await takeBack(caseFile, remedy.id, debts, disputable);
  for (const payout of disputable) dispute(tx, payout);
  markMissing(tx, remedy);
  caseFile.apply({ type: "COMPENSATION_MISSING", data: { remedyId: remedy.id, text: input.text } });
  return { complaintId: complaint.id, remedyId: remedy.id };
}

/** Of what is owed back what may never have come, until finance has found that it did (see `takenBackOf`). What is being collected has been taken as come. */
async function takeBack(
  { tx, complaint }: CaseFile,
  remedyId: string,
  debts: readonly Payment[],
  payouts: readonly Payment[],
): Promise<void> {
  const moving = await letGo(
    tx,
    complaint.providerId,
    debts.map(({ id }) => id),
  );
  if (moving.size > 0)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "guard.PAYOUT_REPORTABLE.required", field: "input.remedyId" });
  for (const debt of debts) reject(tx, debt);
  const [owed = 0, sent = 0] = [debts, payouts].map((payments) => addUp(payments.map(({ amount }) => amount)));
  const { id: complaintId, providerId, currency } = complaint;
  if (owed > sent) await openDue(tx, "REPAYMENT", { providerId, complaintId, remedyId, currency, amount: owed - sent });
}

/** The guard only checks that some remedy can be reported; this checks the one named. */
async function refuseUnlessReportable(
  { tx, now, rules }: CaseFile,
  { complaintId, reportedMissingAt }: Remedy,
  payouts: readonly Payment[],
): Promise<void> {
  const field = "input.remedyId";
  if (payouts.length === 0 || reportedMissingAt !== null)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "guard.PAYOUT_REPORTABLE.required", field });
  const lastSentAt = Math.max(...payouts.map(({ settledAt }) => settledAt ?? 0));
  if (now >= (await reportMissingUntil(tx, complaintId, lastSentAt, rules)))
    throw new Refusal("TOO_LATE", { reason: "payment.reportTooLate", field });
}
