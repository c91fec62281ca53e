import type { CaseFile } from "../../case/complaints/case-file";
import type { Reader } from "../../platform/database/reader";
import { Refusal } from "../../platform/refusal";
import type { Payment } from "../payments/payment.entity";
import { isOrderedStill } from "../remedies/is-ordered-still";
import { Remedy } from "../remedies/remedy.entity";

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
