import type { CaseFile, CaseResult } from "../complaints/case-file";
import { endReturn } from "../returns/end-return";
import { currentSettlement } from "./settlement.queries";

export async function settle(
  file: CaseFile,
  type: "SETTLEMENT_CONFIRMED" | "SETTLEMENT_UNCONTESTED",
): Promise<CaseResult> {
  const settlement = await currentSettlement(file);
  file.tx.change(settlement, { confirmedAt: file.now });
  endReturn(file, { settlementId: settlement.id }, "REFUNDED");
  file.apply({ type, data: { settlementId: settlement.id } });
  return { complaintId: file.complaint.id };
}
