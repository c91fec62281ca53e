import { recordCaseEvent } from "../complaints/case-file";
import { Complaint } from "../complaints/complaint.entity";
import { maySee, sideOf, viewerOf, type Audience } from "../complaints/complaint.policy";
import { refuseRecused } from "../desk/recusal";
import { Evidence } from "../evidence/evidence.entity";
import { evidencePolicy } from "../evidence/evidence.policy";
import type { Tx } from "../platform/database/tx";
import type { EventData } from "../platform/feed/event";
import { isModerator, type Actor } from "../platform/identity/actor";
import { isIdOf } from "../platform/ids";
import { Refusal } from "../platform/refusal";

/** The case under its lock, in whatever state: the way outside is the consumer's by law, so no arrow of the table guards it. */
export async function lockForReferral(tx: Tx, actor: Actor, id: string, field: string): Promise<Complaint> {
  const complaint = isIdOf("complaint", id) ? await tx.lock(Complaint, id) : null;
  if (!complaint || !maySee(actor, complaint)) throw new Refusal("NOT_FOUND", { field });
  return complaint;
}

/** The consumer, of their own affair; moderators, of what the outside body told the platform. */
export async function reporterOf(tx: Tx, actor: Actor, complaint: Complaint): Promise<"CONSUMER" | "PLATFORM"> {
  const viewer = viewerOf(actor, complaint);
  if (viewer.side === "CONSUMER") return "CONSUMER";
  if (!viewer.isModerator) {
    if (isModerator(actor) && sideOf(actor, complaint) !== null) throw new Refusal("CONFLICT_OF_INTEREST");
    throw new Refusal("FORBIDDEN", { reason: "notYours" });
  }
  await refuseRecused(tx, complaint.id, actor.accountId);
  return "PLATFORM";
}

/** A document of this case that the person may see. */
export async function refuseOthersEvidence(tx: Tx, actor: Actor, complaint: Complaint, id: string): Promise<void> {
  const evidence = isIdOf("evidence", id) ? await tx.byId(Evidence, id) : null;
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
