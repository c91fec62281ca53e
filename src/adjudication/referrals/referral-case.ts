import { recordCaseEvent } from "../../case/complaints/case-file";
import { Complaint } from "../../case/complaints/complaint.entity";
import { maySee, type Audience } from "../../case/complaints/complaint.policy";
import { Evidence } from "../../case/evidence/evidence.entity";
import { evidencePolicy } from "../../case/evidence/evidence.policy";
import type { Tx } from "../../platform/database/tx";
import type { EventData } from "../../platform/database/event";
import type { Actor } from "../../accounts/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";

/** The case under its lock, in whatever state: the way outside is the consumer's by law, so no arrow of the table guards it. */
export async function lockForReferral(tx: Tx, actor: Actor, id: string, field: string): Promise<Complaint> {
  const complaint = isIdOf(Complaint, id) ? await tx.lock(Complaint, id) : null;
  if (!complaint || !maySee(actor, complaint)) throw new Refusal("NOT_FOUND", { field });
  return complaint;
}

/** A document of this case that the person may see. */
export async function refuseOthersEvidence(tx: Tx, actor: Actor, complaint: Complaint, id: string): Promise<void> {
  const evidence = isIdOf(Evidence, id) ? await tx.byId(Evidence, id) : null;
  const fits = evidence?.complaintId === complaint.id && evidence.status !== "PENDING";
  if (!fits || !evidencePolicy.see(actor, complaint, evidence))
    throw new Refusal("NOT_FOUND", { field: "input.evidenceId" });
}

/** A fact beside the lifecycle: the case stays where it is, whatever happens outside. */
export function noteOnCase(
  tx: Tx,
  complaint: Complaint,
  actor: Actor | null,
  event: { type: string; audience: Audience; data: EventData; tell?: string[] },
): void {
  tx.change(complaint, { version: complaint.version + 1, updatedAt: tx.now });
  recordCaseEvent(tx, complaint, actor, event);
}
