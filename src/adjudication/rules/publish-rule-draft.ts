import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { requireSecond } from "../../accounts/roles/require-second";
import { Refusal } from "../../platform/refusal";
import { announceRuleVersion } from "./announce-rule-version";
import type { PublishRuleDraftInput } from "./rule-draft.types";
import { lockOpenDraft } from "./lock-open-draft";
import { writerOf } from "./rule.pure";

/**
 * Whoever writes a rule does not announce it: what everybody is judged by was wanted by two persons. The second says which words were read:
 * the first may write others meanwhile.
 */
export async function publishRuleDraft(
  tx: Tx,
  actor: Actor,
  input: PublishRuleDraftInput,
): Promise<{ ruleDraftId: string; ruleVersionId: string }> {
  const draft = await lockOpenDraft(tx, input);
  const { code, title, text, severity, measures } = draft;
  const { effectiveFrom } = input;
  const second = await requireSecond(tx, actor, writerOf(draft), "input.ruleDraftId");
  if (typeof input.expectedRevision !== "number")
    throw new Refusal("BAD_USER_INPUT", {
      reason: "value.needed",
      field: "input.expectedRevision",
      params: { type: "Int" },
    });
  const published = await announceRuleVersion(tx, second, { code, title, text, severity, measures, effectiveFrom });
  tx.change(draft, { ...published, status: "PUBLISHED", updatedAt: tx.now });
  return { ruleDraftId: draft.id, ...published };
}
