import type { CaseFile } from "../complaints/case-file";
import { Settlement } from "./settlement.entity";

export async function currentSettlement(caseFile: CaseFile): Promise<Settlement> {
  const settlement = await caseFile.tx.findOne(Settlement, { complaintId: caseFile.complaint.id }, "ORDER BY id DESC");
  if (!settlement) throw new Error(`no settlement for settling complaint ${caseFile.complaint.id}`);
  return settlement;
}
