import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { RuleDraft } from "./rule-draft.entity";
import type { CreateRuleDraftInput } from "./rule-draft.types";
import { recordRuleDraft } from "./record-rule-draft";

export async function createRuleDraft(
  tx: Tx,
  actor: Actor,
  input: CreateRuleDraftInput,
): Promise<{ ruleDraftId: string }> {
  const { code, title, text, severity, reason } = input;
  const id = newId(RuleDraft);
  tx.insert(RuleDraft, {
    id,
    code,
    title,
    text,
    severity,
    note: reason ?? null,
    measures: [...new Set(input.measures)],
    status: "OPEN",
    revision: 1,
    createdById: actor.accountId,
    writtenById: null,
    createdAt: tx.now,
    updatedAt: tx.now,
  });
  await recordRuleDraft(tx, actor, "RULE_DRAFT_CREATED", { id, code });
  return { ruleDraftId: id };
}
