import { Account } from "../../accounts/account.entity";
import { recordOnAccount } from "../../accounts/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { isIdOf, newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { publishRuleVersion } from "./publish-rule-version";
import { RuleDraft } from "./rule-draft.entity";
import type {
  CreateRuleDraftInput,
  DiscardRuleDraftInput,
  PublishRuleDraftInput,
  UpdateRuleDraftInput,
} from "./rule-draft.types";

type Done = Promise<{ ruleDraftId: string }>;

export async function createRuleDraft(tx: Tx, actor: Actor, input: CreateRuleDraftInput): Done {
  const { code, title, text, severity, note } = input;
  const id = newId(RuleDraft);
  tx.insert(RuleDraft, {
    ...{ id, code, title, text, severity, note: note ?? null },
    measures: [...new Set(input.measures)],
    status: "OPEN",
    revision: 1,
    createdById: actor.accountId,
    createdAt: tx.now,
    updatedAt: tx.now,
  });
  await record(tx, actor, "RULE_DRAFT_CREATED", { id, code });
  return { ruleDraftId: id };
}

export async function updateRuleDraft(tx: Tx, actor: Actor, input: UpdateRuleDraftInput): Done {
  const { title, text, severity, note } = input;
  const draft = await lockOpen(tx, input);
  tx.change(draft, {
    ...{ title, text, severity, note: note ?? null },
    measures: [...new Set(input.measures)],
    revision: draft.revision + 1,
    updatedAt: tx.now,
  });
  await record(tx, actor, "RULE_DRAFT_UPDATED", draft);
  return { ruleDraftId: draft.id };
}

export async function discardRuleDraft(tx: Tx, actor: Actor, input: DiscardRuleDraftInput): Done {
  const draft = await lockOpen(tx, input);
  tx.change(draft, { status: "DISCARDED", updatedAt: tx.now });
  await record(tx, actor, "RULE_DRAFT_DISCARDED", draft);
  return { ruleDraftId: draft.id };
}

/** Announces what the draft says, by the same checks as a version that nobody drafted. */
export async function publishRuleDraft(tx: Tx, actor: Actor, input: PublishRuleDraftInput): Done {
  const draft = await lockOpen(tx, input);
  const { code, title, text, severity, measures } = draft;
  const { effectiveFrom } = input;
  const published = await publishRuleVersion(tx, actor, { code, title, text, severity, measures, effectiveFrom });
  tx.change(draft, { ...published, status: "PUBLISHED", updatedAt: tx.now });
  return { ruleDraftId: draft.id };
}

async function lockOpen(
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

type DraftRecord = "RULE_DRAFT_CREATED" | "RULE_DRAFT_UPDATED" | "RULE_DRAFT_DISCARDED";

/** A draft has no history of its own: the act stands in that of the person who did it. */
async function record(
  tx: Tx,
  actor: Actor,
  type: DraftRecord,
  { id, code }: { id: string; code: string },
): Promise<void> {
  const admin = await tx.lock(Account, actor.accountId);
  if (!admin) throw new Error(`account ${actor.accountId} is gone`);
  recordOnAccount(tx, admin, type, { actorId: actor.accountId, actorRole: "ADMIN" }, { ruleDraftId: id, code });
}
