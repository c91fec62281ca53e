import { Account } from "../../accounts/account/account.entity";
import { recordOnAccount, type Author } from "../../accounts/account/record-on-account";
import { refuseDuplicates } from "../../accounts/account/refuse-duplicates";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { InspectionChecklist, scopeOf } from "./inspection-checklist.entity";
import type { PublishInspectionChecklistInput } from "./plan.types";

/** Inspections opened before keep their checklists. */
export async function publishInspectionChecklist(
  tx: Tx,
  actor: Actor,
  input: PublishInspectionChecklistInput,
): Promise<{ checklistId: string }> {
  const lead = await tx.lock(Account, actor.accountId);
  if (!lead) throw new Error(`account ${actor.accountId} not found`);
  const [kind, category] = [input.kind ?? null, input.category || null];
  const scope = scopeOf(kind, category);
  const latest = await tx.findOne(InspectionChecklist, { scope }, "ORDER BY version DESC");
  const id = newId(InspectionChecklist);
  const version = (latest?.version ?? 0) + 1;
  tx.insert(InspectionChecklist, {
    id,
    scope,
    version,
    kind,
    category,
    items: input.questions.map(({ en, zhCN }) => ({ en, zh: zhCN })),
    publishedById: actor.accountId,
    publishedAt: tx.now,
  });
  // A checklist has no history of its own: the event is in that of the person who acted.
  const author: Author = { actorId: actor.accountId, actorRole: "MODERATOR" };
  recordOnAccount(tx, lead, "INSPECTION_CHECKLIST_PUBLISHED", author, { checklistId: id, kind, category, version });
  // Two leads published at the same time.
  await refuseDuplicates(tx, { uq_inspection_checklist_scope_version: "input.kind" });
  return { checklistId: id };
}
