import type { CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { RulingDraft } from "./ruling-draft.entity";
import { type SaveRulingDraftInput, MOST_BYTES } from "./ruling-draft.types";
import { lockForWriting } from "./lock-for-writing";

/** Does not change the case: no new version, no event. The lock prevents a late save from restoring a draft that was just decided. */
export async function saveRulingDraft(
  tx: Tx,
  actor: Actor,
  { complaintId, content, expectedSavedAt }: SaveRulingDraftInput,
): Promise<CaseResult> {
  refuseOtherThanObject(content);
  await lockForWriting(tx, actor, complaintId);
  const draft = await tx.findOne(RulingDraft, { complaintId, accountId: actor.accountId });
  // Each save writes the whole: what the same person has saved elsewhere meanwhile would be lost.
  if (draft && expectedSavedAt !== undefined && expectedSavedAt !== draft.savedAt)
    throw new Refusal("STALE_VERSION", { reason: "draft.savedElsewhere", field: "input.expectedSavedAt" });
  if (draft) tx.change(draft, { content, savedAt: tx.now });
  else
    tx.insert(RulingDraft, {
      id: newId(RulingDraft),
      complaintId,
      accountId: actor.accountId,
      content,
      savedAt: tx.now,
    });
  return { complaintId };
}

function refuseOtherThanObject(content: string): void {
  const field = "input.content";
  if (Buffer.byteLength(content) > MOST_BYTES)
    throw new Refusal("BAD_USER_INPUT", { reason: "draft.tooLong", field, params: { max: MOST_BYTES } });
  if (!isJsonObject(content)) throw new Refusal("BAD_USER_INPUT", { reason: "draft.notAnObject", field });
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
