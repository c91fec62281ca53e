import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { LegalHold } from "./legal-hold.entity";
import { lockHeld } from "./lock-held";

/** From now on nothing of the person, or of the case, is erased. Several may lie on one. */
export async function placeLegalHold(
  tx: Tx,
  actor: Actor,
  input: { accountId?: string | null; complaintId?: string | null; reason: string },
): Promise<{ legalHoldId: string }> {
  const record = await lockHeld(tx, actor, input);
  const id = newId(LegalHold);
  const { accountId = null, complaintId = null, reason } = input;
  tx.insert(LegalHold, { id, accountId, complaintId, reason, placedById: actor.accountId, placedAt: tx.now });
  record("PLACED", { holdId: id, reason });
  return { legalHoldId: id };
}
