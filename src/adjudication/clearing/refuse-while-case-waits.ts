import type { CaseFile } from "../../case/complaints/case-file";
import type { Reader } from "../../platform/database/reader";
import { Refusal } from "../../platform/refusal";
import type { Payment } from "../payments/payment.entity";
import { Remedy } from "../remedies/remedy.entity";
import { Ruling } from "../rulings/ruling.entity";

/** Only the refund of a reversed ruling, or of a compensation that was contested, is settled without its case: what was paid because of it stays paid, and orders nothing. */
export async function refuseWhileCaseWaits(reader: Reader, payment: Payment, caseFile: CaseFile | null): Promise<void> {
  if (payment.purpose !== "REFUND" || caseFile) return;
  const remedy = await reader.byId(Remedy, payment.remedyId);
  if (remedy?.rulingId === null && remedy.defaultedAt === null) return;
  const ruling = remedy?.rulingId ? await reader.byId(Ruling, remedy.rulingId) : null;
  if (ruling?.status !== "REVERSED")
    throw new Refusal("NOT_IN_THIS_STATE", { reason: "payment.caseWaits", field: "input.paymentId" });
}
