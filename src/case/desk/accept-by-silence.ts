import type { CaseFile } from "../complaints/case-file";

/** ACCEPT_BY_SILENCE. The platform's silence never refuses a complaint. */
export async function acceptBySilence(caseFile: CaseFile): Promise<void> {
  caseFile.apply({ type: "COMPLAINT_ACCEPTED", data: { because: caseFile.move.action } });
}
