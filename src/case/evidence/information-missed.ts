import type { CaseFile } from "../complaints/case-file";
import { NO_LEASE } from "../complaints/no-lease.pure";
import { missOpenRequests } from "./open-requests";

/** Row 11, by the clock. */
export async function informationMissed(file: CaseFile): Promise<void> {
  missOpenRequests(file);
  file.apply({ type: "INFORMATION_MISSED", data: {} }, NO_LEASE);
}
