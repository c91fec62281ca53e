import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import { reportMissingUntil } from "../../case/complaints/case-facts.queries";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import { markMissing } from "../remedies/payout-changes";
import { Remedy } from "../remedies/remedy.entity";
import { dispute } from "../payments/payment-changes";
import { Payment } from "../payments/payment.entity";
import type { ReportCompensationMissingInput } from "../payments/payment.types";

/** The consumer reports that nothing arrived. Finance must look into each payout: the platform took the money and owes an answer. */
export async function reportCompensationMissing(
  tx: Tx,
  actor: Actor,
  input: ReportCompensationMissingInput,
): Promise<CaseResult<"remedyId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "REPORT_COMPENSATION_MISSING");
  const { complaint, rules } = caseFile;
  const ofCase = { complaintId: complaint.id, rulingId: complaint.currentRulingId };
  const remedy = await tx.findOne(Remedy, { id: input.remedyId, ...ofCase });
  if (!remedy) throw new Refusal("NOT_FOUND", { field: "input.remedyId" });
  tx.lockAll(Provider, [complaint.providerId]);
  // It may have been sent in parts, and nobody here knows which of them did not come.
  const payouts = await tx.find(
    Payment,
    { remedyId: remedy.id, purpose: "PAYOUT", status: "CONFIRMED" },
    "ORDER BY id",
  );
  await refuseUnlessReportable(caseFile, remedy, payouts);
  const most = rules.number("payment.reportMissing", "times");
  const disputable = payouts.filter(({ reports }) => reports < most);
  if (disputable.length === 0)
    throw new Refusal("LIMIT_REACHED", { reason: "payment.reports", params: { limit: most } });
  for (const payout of disputable) dispute(tx, payout);
  markMissing(tx, remedy);
  caseFile.apply({ type: "COMPENSATION_MISSING", data: { remedyId: remedy.id, text: input.text } });
  return { complaintId: complaint.id, remedyId: remedy.id };
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
