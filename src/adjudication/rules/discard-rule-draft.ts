import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { DiscardRuleDraftInput } from "./rule-draft.types";
import { lockOpenDraft } from "./lock-open-draft";
import { recordRuleDraft } from "./record-rule-draft";

export async function discardRuleDraft(
  tx: Tx,
  actor: Actor,
  input: DiscardRuleDraftInput,
): Promise<{ ruleDraftId: string }> {
  const draft = await lockOpenDraft(tx, input);
  tx.change(draft, { status: "DISCARDED", updatedAt: tx.now });
  await recordRuleDraft(tx, actor, "RULE_DRAFT_DISCARDED", draft);
  return { ruleDraftId: draft.id };
}
