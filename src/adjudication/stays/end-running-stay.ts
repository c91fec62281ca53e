import type { CaseFile } from "../../case/complaints/case-file";
import { CaseStay } from "./case-stay.entity";

/** The stay that a stayed case is in, ended now. */
export async function endRunningStay({ tx, complaint, actor }: CaseFile, outcome: string): Promise<CaseStay> {
  const stay = await tx.findOne(CaseStay, { complaintId: complaint.id, endedAt: null }, "ORDER BY id DESC");
  if (!stay) throw new Error(`${complaint.id} is stayed without a stay`);
  tx.change(stay, { endedById: actor?.accountId ?? null, endedAt: tx.now, outcome });
  return stay;
}
