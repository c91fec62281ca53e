import type { CaseFile } from "../../case/complaints/case-file";

export function rulingOf({ complaint }: CaseFile): string {
  if (complaint.currentRulingId === null) throw new Error(`${complaint.id} is ruled without a ruling`);
  return complaint.currentRulingId;
}
