import { CaseFile } from "../../case/complaints/case-file";
import { movesOf } from "../../case/complaints/complaint.lifecycle";
import { currentSettlement } from "../../case/negotiation/settlement.queries";
import type { Tx } from "../../platform/database/tx";
import type { Payment } from "../payments/payment.entity";
import { Remedy } from "../remedies/remedy.entity";

/** The case whose remedy a payment performs, locked before the provider; null while it is stayed or being decided again. */
export async function openPaidCase(
  tx: Tx,
  { complaintId, remedyId }: Payment,
  action: "PAY_FROM_DEPOSIT" | "SETTLE_REFUND",
): Promise<CaseFile | null> {
  if (complaintId === null || remedyId === null) return null;
  const remedy = await tx.byId(Remedy, remedyId);
  if (!remedy || remedy.isCancelled) return null;
  const caseFile = await CaseFile.openBySystem(tx, complaintId, ({ status, currentRulingId }) =>
    remedy.rulingId === currentRulingId ? movesOf(action).filter(({ from }) => from.includes(status)) : [],
  );
  if (caseFile?.complaint.status !== "SETTLING") return caseFile;
  // What was owed before the sides agreed anew waits until it is known whether that is kept.
  return remedy.settlementId === (await currentSettlement(caseFile)).id ? caseFile : null;
}
