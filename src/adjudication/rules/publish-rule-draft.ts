import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { publishRuleVersion } from "./publish-rule-version";
import type { PublishRuleDraftInput } from "./rule-draft.types";
import { lockOpenDraft } from "./lock-open-draft";

/** Announces the draft's content, with the same checks as for a version without a draft. */
export async function publishRuleDraft(
  tx: Tx,
  actor: Actor,
  input: PublishRuleDraftInput,
): Promise<{ ruleDraftId: string }> {
  const draft = await lockOpenDraft(tx, input);
  const { code, title, text, severity, measures } = draft;
  const { effectiveFrom } = input;
  const published = await publishRuleVersion(tx, actor, { code, title, text, severity, measures, effectiveFrom });
  tx.change(draft, { ...published, status: "PUBLISHED", updatedAt: tx.now });
  return { ruleDraftId: draft.id };
}
