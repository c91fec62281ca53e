import { SEVERITIES, type Severity } from "../../case/complaints/case-enums.types";
import type { CaseFile } from "../../case/complaints/case-file";
import { NO_LEASE } from "../../case/complaints/no-lease.pure";
import { noteOnDesk } from "../../case/desk/desk-case";
import { RoutingRules } from "../../case/queues/routing-rules";

/**
 * The platform missed its own time. That decides nothing: the case goes to the leads, more urgent, and both sides are told. Who had
 * it is for staff's eyes, so the desk's part is an event of its own.
 */
export async function reviewLate(file: CaseFile): Promise<void> {
  const { complaint, tx } = file;
  const severity = raised(complaint.severity);
  const queue = (await RoutingRules.inForce(tx)).queueOf({ ...complaint, severity });
  noteOnDesk(
    tx,
    complaint,
    null,
    { type: "COMPLAINT_ESCALATED_TO_LEAD", data: { because: file.move.action } },
    { ...NO_LEASE, severity, queue, escalatedAt: complaint.escalatedAt ?? tx.now, assignedToId: null },
  );
  file.apply({ type: "REVIEW_LATE", data: { severity } });
}

const raised = (severity: Severity): Severity => SEVERITIES[SEVERITIES.indexOf(severity) + 1] ?? "L4";
