import type { CaseFile } from "./case-file";
import { endTalks } from "./end-talks";

/** Row 6: the provider said nothing in time. */
export async function escalateBySilence(file: CaseFile): Promise<void> {
  endTalks(file);
  file.apply({ type: "COMPLAINT_ESCALATED", data: { by: "SYSTEM", because: file.move.action } });
}
