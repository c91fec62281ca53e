import { claimCompensation } from "./claim-compensation";
import type { CaseFile } from "./case-file";

/**
 * The provider was silent. What the record alone does not settle, its silence does, once it was told what that will cost. Where the order is not
 * paid by now, what is claimed is a demand like any other.
 */
export async function firstResponseMissed(caseFile: CaseFile): Promise<void> {
  const { complaint, timers, rules, now, facts } = caseFile;
  const { claimAmount: amount, currency } = complaint;
  const isNew = amount !== null && !timers.get("COMPENSATION_CLAIM");
  if (isNew && facts.orderPaid) {
    const dueAt = claimCompensation(timers, rules, now);
    caseFile.alongside({ type: "COMPENSATION_CLAIMED", data: { amount, currency, dueAt } });
  }
  caseFile.apply({ type: "FIRST_RESPONSE_MISSED", data: {} }, isNew && !facts.orderPaid ? { claimAmount: null } : {});
}
