import { claimCompensation } from "./claim-compensation";
import type { CaseFile } from "./case-file";

/** The provider was silent. What the record alone does not settle, its silence does, once it was told what that will cost. */
export async function firstResponseMissed(caseFile: CaseFile): Promise<void> {
  const { complaint, timers, rules, now } = caseFile;
  const { claimAmount: amount, currency } = complaint;
  const isNew = amount !== null && !timers.get("COMPENSATION_CLAIM");
  if (isNew) {
    const dueAt = claimCompensation(timers, rules, now);
    caseFile.alongside({ type: "COMPENSATION_CLAIMED", data: { amount, currency, dueAt } });
  }
  caseFile.apply({ type: "FIRST_RESPONSE_MISSED", data: {} });
}
