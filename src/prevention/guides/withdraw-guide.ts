import { Account } from "../../accounts/account/account.entity";
import { recordOnAccount, type Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Guide } from "./guide.entity";
import type { WithdrawGuideInput } from "./guide.types";

/** It is no longer listed or suggested; links to it still work. */
export async function withdrawGuide(
  tx: Tx,
  actor: Actor,
  { guideId }: WithdrawGuideInput,
): Promise<{ guideId: string }> {
  const trainer = await tx.lock(Account, actor.accountId);
  const guide = isIdOf(Guide, guideId) ? await tx.lock(Guide, guideId) : null;
  if (!trainer || !guide) throw new Refusal("NOT_FOUND", { field: "input.guideId" });
  if (guide.withdrawnAt !== null) throw new Refusal("NOT_IN_THIS_STATE", { reason: "guide.withdrawn" });
  tx.change(guide, { withdrawnAt: tx.now });
  recordOnAccount(tx, trainer, "GUIDE_WITHDRAWN", byTrainer(trainer), { guideId, code: guide.code });
  return { guideId };
}

/** A guide has no history of its own: the event is in that of the person who acted. */
const byTrainer = (trainer: Account): Author => ({ actorId: trainer.id, actorRole: "TRAINER" });
