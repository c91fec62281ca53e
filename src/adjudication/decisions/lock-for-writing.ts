import { viewerOf } from "../../case/complaints/complaint.policy";
import { lockCase } from "../../case/complaints/lock-case";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { Refusal } from "../../platform/refusal";

export async function lockForWriting(tx: Tx, actor: Actor, complaintId: string): Promise<void> {
  const complaint = await lockCase(tx, actor, complaintId);
  if (!viewerOf(actor, complaint).isModerator) throw new Refusal("CONFLICT_OF_INTEREST");
}
