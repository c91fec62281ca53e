import { Account } from "../../accounts/account/account.entity";
import { recordOnAccount, type Author } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { GuideVersion } from "./guide-version.entity";
import { Guide } from "./guide.entity";
import type { PublishGuideInput } from "./guide.types";

/** From now on this version is the one shown, and it never changes again. A withdrawn guide is listed again. */
export async function publishGuide(
  tx: Tx,
  actor: Actor,
  { guideVersionId }: PublishGuideInput,
): Promise<{ guideId: string }> {
  const trainer = await tx.lock(Account, actor.accountId);
  const found = isIdOf(GuideVersion, guideVersionId) ? await tx.byId(GuideVersion, guideVersionId) : null;
  const guide = found && (await tx.lock(Guide, found.guideId));
  const version = guide && (await tx.byId(GuideVersion, guideVersionId));
  if (!trainer || !version) throw new Refusal("NOT_FOUND", { field: "input.guideVersionId" });
  if (version.status !== "DRAFT") throw new Refusal("NOT_IN_THIS_STATE", { reason: "guide.published" });
  const published = await tx.findOne(GuideVersion, { guideId: guide.id, status: "PUBLISHED" });
  if (published) tx.change(published, { status: "SUPERSEDED" });
  tx.change(version, { status: "PUBLISHED", publishedAt: tx.now });
  tx.change(guide, { withdrawnAt: null });
  recordOnAccount(tx, trainer, "GUIDE_PUBLISHED", byTrainer(trainer), {
    guideVersionId,
    code: guide.code,
    version: version.version,
  });
  return { guideId: guide.id };
}

/** A guide has no history of its own: the event is in that of the person who acted. */
const byTrainer = (trainer: Account): Author => ({ actorId: trainer.id, actorRole: "TRAINER" });
