import type { CaseFile } from "../complaints/case-file";

/** Row 13: the platform's silence never refuses. */
export async function acceptBySilence(file: CaseFile): Promise<void> {
  file.apply({ type: "COMPLAINT_ACCEPTED", data: { because: file.move.action } });
}
