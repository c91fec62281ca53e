import type { CaseFile, CaseResult } from "../complaints/case-file";
import { endReturn } from "../returns/end-return";
import { currentSettlement } from "./settlement.queries";

export async function settle(
  caseFile: CaseFile,
  type: "SETTLEMENT_CONFIRMED" | "SETTLEMENT_UNCONTESTED",
): Promise<CaseResult> {
  const settlement = await currentSettlement(caseFile);
  caseFile.tx.change(settlement, { confirmedAt: caseFile.now });
  endReturn(caseFile, { settlementId: settlement.id }, "REFUNDED");
  caseFile.apply({ type, data: { settlementId: settlement.id } });
  return { complaintId: caseFile.complaint.id };
}
