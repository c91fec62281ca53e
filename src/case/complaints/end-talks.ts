import type { CaseFile } from "./case-file";
import { ON_ESCALATE } from "./case-hooks";

export function endTalks({ tx, complaint }: CaseFile): void {
  for (const end of tx.hooked(ON_ESCALATE)) end(tx, complaint);
}
