import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Complaint } from "./complaint.entity";
import { maySee } from "./complaint.policy";

/** The case under its lock. A case hidden from the actor is refused like one that does not exist. */
export async function lockCase(tx: Tx, actor: Actor, id: string, field = "input.complaintId"): Promise<Complaint> {
  const complaint = isIdOf(Complaint, id) ? await tx.lock(Complaint, id) : null;
  if (!complaint || !maySee(actor, complaint)) throw new Refusal("NOT_FOUND", { field });
  return complaint;
}
