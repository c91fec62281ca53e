import { SEVERITIES, type Severity } from "../../case/complaints/case-enums.types";
import type { CaseFile } from "../../case/complaints/case-file";
import { NO_LEASE } from "../../case/complaints/no-lease.pure";
import { recordOnDesk } from "../../case/desk/record-on-desk";
import { RoutingRules } from "../../case/queues/routing-rules";

/**
 * The platform missed its own deadline. That decides nothing: the case goes to the leads with higher priority, and both sides are
 * notified. Only staff may see who was working on it, so the desk's part is a separate event.
 */
export async function reviewLate(caseFile: CaseFile): Promise<void> {
  const { complaint, tx } = caseFile;
  const severity = raised(complaint.severity);
  const queue = (await RoutingRules.inForce(tx)).queueOf({ ...complaint, severity });
  recordOnDesk(
    tx,
    complaint,
    null,
    { type: "COMPLAINT_ESCALATED_TO_LEAD", data: { because: caseFile.move.action } },
    { ...NO_LEASE, severity, queue, escalatedAt: complaint.escalatedAt ?? tx.now, assignedToId: null },
  );
  caseFile.apply({ type: "REVIEW_LATE", data: { severity } });
}

const raised = (severity: Severity): Severity => SEVERITIES[SEVERITIES.indexOf(severity) + 1] ?? "L4";
