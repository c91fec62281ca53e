import type { CaseFile } from "./case-file";

/** ESCALATE_UNANSWERED and ESCALATE_PROVIDER_SILENT: the provider did not answer in time. */
export async function escalateBySilence(caseFile: CaseFile): Promise<void> {
  caseFile.apply({ type: "COMPLAINT_ESCALATED", data: { by: "SYSTEM", because: caseFile.move.action } });
}
