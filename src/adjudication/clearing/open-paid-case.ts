import { CaseFile } from "../../case/complaints/case-file";
import { Loaders } from "../../platform/database/loaders";
import type { Tx } from "../../platform/database/tx";
import type { Payment } from "../payments/payment.entity";
import { Remedy } from "../remedies/remedy.entity";
import { isOfSettlement, movesOfPayment } from "./circumstances.queries";

/** The case whose remedy a REFUND or a PAYOUT performs, locked before the provider; null while it is stayed or being decided again. */
export async function openPaidCase(tx: Tx, { purpose, complaintId, remedyId }: Payment): Promise<CaseFile | null> {
  if (complaintId === null) return null;
  const remedy = await tx.byId(Remedy, remedyId);
  if (!remedy) return null;
  const caseFile = await CaseFile.openBySystem(tx, complaintId, (complaint) =>
    movesOfPayment(purpose, complaint, remedy),
  );
  if (caseFile?.complaint.status !== "SETTLING") return caseFile;
  return (await isOfSettlement(new Loaders(tx), remedy)) ? caseFile : null;
}
