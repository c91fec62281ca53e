import type { CaseFile } from "../complaints/case-file";
import { NO_LEASE } from "../complaints/no-lease.pure";
import { missOpenRequests } from "./open-requests";

/** INFORMATION_MISSED, by the clock. */
export async function informationMissed(caseFile: CaseFile): Promise<void> {
  missOpenRequests(caseFile);
  caseFile.apply({ type: "INFORMATION_MISSED", data: {} }, NO_LEASE);
}
