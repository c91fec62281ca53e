import type { CaseFile } from "./case-file";
import { endTalks } from "./end-talks";

/** ESCALATE_UNANSWERED and ESCALATE_PROVIDER_SILENT: the provider did not answer in time. */
export async function escalateBySilence(caseFile: CaseFile): Promise<void> {
  endTalks(caseFile);
  caseFile.apply({ type: "COMPLAINT_ESCALATED", data: { by: "SYSTEM", because: caseFile.move.action } });
}
