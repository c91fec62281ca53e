import type { CaseFile } from "../../case/complaints/case-file";
import { Complaint } from "../../case/complaints/complaint.entity";
import type { Reader } from "../../platform/database/reader";
import { Refusal } from "../../platform/refusal";
import type { Payment } from "../payments/payment.entity";
import { Remedy } from "../remedies/remedy.entity";
import { Ruling } from "../rulings/ruling.entity";

/**
 * Only a refund of what nothing orders any longer is settled without its case: of a reversed ruling, of a compensation that was contested,
 * of an agreement that another one or a ruling has replaced. What was paid because of it stays paid.
 */
export async function refuseWhileCaseWaits(reader: Reader, payment: Payment, caseFile: CaseFile | null): Promise<void> {
  if (payment.purpose !== "REFUND" || caseFile) return;
  const remedy = await reader.byId(Remedy, payment.remedyId);
  if (remedy && !(await isOrderedStill(reader, remedy))) return;
  throw new Refusal("NOT_IN_THIS_STATE", { reason: "payment.caseWaits", field: "input.paymentId" });
}

async function isOrderedStill(reader: Reader, { isCancelled, rulingId, complaintId }: Remedy): Promise<boolean> {
  if (isCancelled) return false;
  if (rulingId !== null) return (await reader.byId(Ruling, rulingId))?.status !== "REVERSED";
  return (await reader.byId(Complaint, complaintId))?.currentRulingId === null;
}
