import type { CaseFile } from "../complaints/case-file";
import { Settlement } from "./settlement.entity";

export async function currentSettlement(file: CaseFile): Promise<Settlement> {
  const settlement = await file.tx.findOne(Settlement, { complaintId: file.complaint.id }, "ORDER BY id DESC");
  if (!settlement) throw new Error(`${file.complaint.id} is settling without a settlement`);
  return settlement;
}
