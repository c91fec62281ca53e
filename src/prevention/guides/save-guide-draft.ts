import { refuseDuplicates } from "../../accounts/account/refuse-duplicates";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { refuseStaleDraft } from "../training/publication.pure";
import { GuideVersion } from "./guide-version.entity";
import { Guide } from "./guide.entity";
import type { SaveGuideDraftInput } from "./guide.types";

/** A guide has one draft at a time, and each save writes all of it. */
export async function saveGuideDraft(
  tx: Tx,
  actor: Actor,
  input: SaveGuideDraftInput,
): Promise<{ guideVersionId: string }> {
  const guide = await lockOrMake(tx, input);
  if (guide.audience !== input.audience)
    throw new Refusal("BAD_USER_INPUT", { reason: "guide.audienceFixed", field: "input.audience" });
  const latest = await tx.findOne(GuideVersion, { guideId: guide.id }, "ORDER BY version DESC");
  refuseStaleDraft(latest, input.expectedSavedAt);
  const { title, summary, body } = input;
  const content = {
    title,
    summary,
    body,
    breachKinds: [...new Set(input.breachKinds)],
    caseStates: [...new Set(input.caseStates)],
    beforeCase: input.beforeCase,
    savedById: actor.accountId,
    savedAt: tx.now,
  };
  const draft = latest?.status === "DRAFT" ? latest : null;
  const id = draft?.id ?? newId(GuideVersion);
  if (draft) tx.change(draft, content);
  else
    tx.insert(GuideVersion, {
      ...content,
      id,
      guideId: guide.id,
      version: (latest?.version ?? 0) + 1,
      status: "DRAFT",
      publishedAt: null,
    });
  return { guideVersionId: id };
}

async function lockOrMake(tx: Tx, { code, audience }: SaveGuideDraftInput): Promise<Pick<Guide, "id" | "audience">> {
  const known = await tx.findOne(Guide, { code });
  if (known) return (await tx.lock(Guide, known.id)) ?? known;
  const guide = { id: newId(Guide), code, audience, createdAt: tx.now, withdrawnAt: null };
  tx.insert(Guide, guide);
  await refuseDuplicates(tx, { uq_guide_code: "input.code" });
  return guide;
}
