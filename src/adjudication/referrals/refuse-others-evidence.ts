import type { Complaint } from "../../case/complaints/complaint.entity";
import { Evidence } from "../../case/evidence/evidence.entity";
import { maySeeEvidence } from "../../case/evidence/evidence.policy";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";

/** Refuses anything but evidence of this case that the actor may see. */
export async function refuseOthersEvidence(tx: Tx, actor: Actor, complaint: Complaint, id: string): Promise<void> {
  const evidence = isIdOf(Evidence, id) ? await tx.byId(Evidence, id) : null;
  const fits = evidence?.complaintId === complaint.id && evidence.status !== "PENDING";
  if (!fits || !maySeeEvidence(actor, complaint, evidence))
    throw new Refusal("NOT_FOUND", { field: "input.evidenceId" });
}
