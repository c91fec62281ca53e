import type { Actor } from "../../accounts/actor/actor";
import type { Tx } from "../../platform/database/tx";
import { Refusal } from "../../platform/refusal";
import { publishRuleDraft } from "./publish-rule-draft";
import { isSameContent } from "./rule-comparison.types";
import { writerOf } from "./rule.pure";
import { RuleDraft } from "./rule-draft.entity";
import type { PublishRuleVersionInput } from "./rule.types";

/** Whoever says what somebody else has drafted, word for word, announces that draft; nobody announces a version alone. */
export async function publishRuleVersion(
  tx: Tx,
  actor: Actor,
  input: PublishRuleVersionInput,
): Promise<{ ruleVersionId: string }> {
  const { code, effectiveFrom } = input;
  const drafts = await tx.find(RuleDraft, { code, status: "OPEN" }, "ORDER BY id");
  const draft = drafts.find((each) => writerOf(each) !== actor.accountId && isSameContent(each, input));
  if (!draft) throw new Refusal("SECOND_APPROVER_REQUIRED", { reason: "rule.notDrafted", field: "input.code" });
  const { id: ruleDraftId, revision: expectedRevision } = draft;
  const { ruleVersionId } = await publishRuleDraft(tx, actor, { ruleDraftId, expectedRevision, effectiveFrom });
  return { ruleVersionId };
}
