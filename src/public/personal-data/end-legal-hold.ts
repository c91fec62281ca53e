import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { LegalHold } from "./legal-hold.entity";
import { lockHeld } from "./lock-held";

/** What the house rules say is then done by the next sweep. */
export async function endLegalHold(
  tx: Tx,
  actor: Actor,
  { legalHoldId, reason }: { legalHoldId: string; reason: string },
): Promise<{ legalHoldId: string }> {
  const field = "input.legalHoldId";
  const known = isIdOf(LegalHold, legalHoldId) ? await tx.byId(LegalHold, legalHoldId) : null;
  if (!known) throw new Refusal("NOT_FOUND", { field });
  const record = await lockHeld(tx, actor, known);
  const hold = await tx.lock(LegalHold, legalHoldId);
  if (!hold || hold.endedAt !== null) throw new Refusal("NOT_IN_THIS_STATE", { reason: "legalHold.ended", field });
  tx.change(hold, { endedById: actor.accountId, endedAt: tx.now, endReason: reason });
  record("ENDED", { holdId: hold.id, reason });
  return { legalHoldId };
}
