import type { Tx } from "../../platform/database/tx";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { RuleDraft } from "./rule-draft.entity";

export async function lockOpenDraft(
  tx: Tx,
  { ruleDraftId, expectedRevision }: { ruleDraftId: string; expectedRevision?: number | null },
): Promise<RuleDraft> {
  const draft = isIdOf(RuleDraft, ruleDraftId) ? await tx.lock(RuleDraft, ruleDraftId) : null;
  if (!draft) throw new Refusal("NOT_FOUND", { field: "input.ruleDraftId" });
  if (draft.status !== "OPEN") throw new Refusal("NOT_IN_THIS_STATE", { reason: "rule.draftNotOpen" });
  if (typeof expectedRevision === "number" && expectedRevision !== draft.revision)
    throw new Refusal("STALE_VERSION", { field: "input.expectedRevision", params: { current: draft.revision } });
  return draft;
}
