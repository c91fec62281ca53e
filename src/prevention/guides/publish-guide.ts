import { Account } from "../../accounts/account.entity";
import { recordOnAccount, type Author } from "../../accounts/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { GuideVersion } from "./guide-version.entity";
import { Guide } from "./guide.entity";
import type { PublishGuideInput, WithdrawGuideInput } from "./guide.types";

/** From now on the version is what is read, and never changes again. A guide that was withdrawn is back with it. */
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

/** It is neither listed nor suggested any more; what links to it still finds it. */
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

/** A guide has no history of its own: the act stands in that of the person who did it. */
const byTrainer = (trainer: Account): Author => ({ actorId: trainer.id, actorRole: "TRAINER" });
