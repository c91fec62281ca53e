import type { CaseFile } from "../../case/complaints/case-file";

export function rulingOf({ complaint }: CaseFile): string {
  if (complaint.currentRulingId === null) throw new Error(`${complaint.id} is RULED but has no ruling`);
  return complaint.currentRulingId;
}
