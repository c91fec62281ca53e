import { CaseFile, type CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { Refusal } from "../../platform/refusal";
import { Provider } from "../../market/providers/provider.entity";
import { DAY } from "../../platform/time";
import { noteMissing } from "../remedies/payout-changes";
import { RemediesOfCase } from "../remedies/remedies-of-case";
import type { Remedy } from "../remedies/remedy.entity";
import { dispute } from "../payments/payment-changes";
import { Payment } from "../payments/payment.entity";
import type { ReportCompensationMissingInput } from "../payments/payment.types";

/** The consumer looked, and nothing came. The payout is finance's to look into; the platform, which took the money, owes the answer. */
export async function reportCompensationMissing(
  tx: Tx,
  actor: Actor,
  input: ReportCompensationMissingInput,
): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "REPORT_COMPENSATION_MISSING");
  const { complaint, rules } = file;
  const remedy = (await RemediesOfCase.read(file)).named(input.remedyId);
  refuseUnlessReportable(file, remedy);
  await tx.lock(Provider, complaint.providerId);
  const payout = await tx.findOne(Payment, { remedyId: remedy.id, status: "CONFIRMED" });
  if (!payout) throw new Error(`nothing was paid out for ${remedy.id}`);
  const most = rules.number("payment.reportMissing", "times");
  if (payout.reports >= most)
    throw new Refusal("LIMIT_REACHED", { reason: "payment.reports", params: { limit: most } });
  dispute(tx, payout);
  noteMissing(tx, remedy);
  file.apply({ type: "COMPENSATION_MISSING", data: { remedyId: remedy.id, text: input.text } });
  return { complaintId: complaint.id };
}

/** The guard knows that there is one that can be reported; here it is asked of the one named. */
function refuseUnlessReportable({ now, rules }: CaseFile, { paidFromDepositAt, reportedMissingAt }: Remedy): void {
  const field = "input.remedyId";
  if (paidFromDepositAt === null || reportedMissingAt !== null)
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "guard.PAYOUT_REPORTABLE.required", field });
  if (now > paidFromDepositAt + rules.number("payment.reportMissing", "days") * DAY)
    throw new Refusal("TOO_LATE", { reason: "payment.reportTooLate", field });
}
