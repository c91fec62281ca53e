import type { CaseFile } from "./case-file";

/** ESCALATE_UNANSWERED, ESCALATE_PROVIDER_SILENT and ESCALATE_NO_SERIOUS_ANSWER: the provider did not answer in time, or not seriously. */
export async function escalateBySilence(caseFile: CaseFile): Promise<void> {
  // Both clocks may be up at once, and the state entered knows this one no more.
  if (caseFile.facts.overdueClocks.includes("FIRST_RESPONSE"))
    caseFile.alongside({ type: "FIRST_RESPONSE_MISSED", data: {} });
  caseFile.apply({ type: "COMPLAINT_ESCALATED", data: { by: "SYSTEM", because: caseFile.move.action } });
}
