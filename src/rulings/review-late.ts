import { SEVERITIES, type Severity } from "../complaints/case-enums";
import type { CaseFile } from "../complaints/case-file";

/** The platform missed its own time. That decides nothing: the case is free for another moderator, more urgent, and both sides are told. */
export async function reviewLate(file: CaseFile): Promise<void> {
  const { complaint } = file;
  file.timers.stop("REVIEW");
  const severity = raised(complaint.severity);
  file.apply({ type: "REVIEW_LATE", data: { severity } }, { severity, leaseHolderId: null, leaseExpiresAt: null });
}

const raised = (severity: Severity): Severity => SEVERITIES[SEVERITIES.indexOf(severity) + 1] ?? "L4";
