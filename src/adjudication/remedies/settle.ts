import type { CaseFile, CaseResult } from "../../case/complaints/case-file";
import { keep } from "../../case/negotiation/settlement-changes";
import { currentSettlement } from "../../case/negotiation/settlement.queries";
import { endReturn } from "../../case/returns/end-return";
import { agreedRemedy } from "./remedy-of-settlement";

export async function settle(
  caseFile: CaseFile,
  type: "SETTLEMENT_CONFIRMED" | "SETTLEMENT_UNCONTESTED",
): Promise<CaseResult> {
  const { tx, complaint, now } = caseFile;
  const { id: settlementId } = await currentSettlement(caseFile);
  const remedy = await agreedRemedy(tx, settlementId);
  if (remedy) tx.change(remedy, { confirmedAt: now });
  await keep(tx, settlementId);
  endReturn(caseFile, { settlementId }, "REFUNDED");
  caseFile.apply({ type, data: { settlementId } });
  return { complaintId: complaint.id };
}
