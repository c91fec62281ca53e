import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { UpdateRuleDraftInput } from "./rule-draft.types";
import { lockOpenDraft } from "./lock-open-draft";
import { recordRuleDraft } from "./record-rule-draft";

export async function updateRuleDraft(
  tx: Tx,
  actor: Actor,
  input: UpdateRuleDraftInput,
): Promise<{ ruleDraftId: string }> {
  const { title, text, severity, reason } = input;
  const draft = await lockOpenDraft(tx, input);
  tx.change(draft, {
    title,
    text,
    severity,
    note: reason ?? null,
    measures: [...new Set(input.measures)],
    revision: draft.revision + 1,
    writtenById: actor.accountId,
    updatedAt: tx.now,
  });
  await recordRuleDraft(tx, actor, "RULE_DRAFT_UPDATED", draft);
  return { ruleDraftId: draft.id };
}
