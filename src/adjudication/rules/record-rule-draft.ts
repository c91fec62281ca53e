import { Account } from "../../accounts/account/account.entity";
import { recordOnAccount } from "../../accounts/account/record-on-account";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";

type DraftRecord = "RULE_DRAFT_CREATED" | "RULE_DRAFT_UPDATED" | "RULE_DRAFT_DISCARDED";

/** A draft has no history of its own: the event is recorded in the history of the person who did it. */
export async function recordRuleDraft(
  tx: Tx,
  actor: Actor,
  type: DraftRecord,
  { id, code }: { id: string; code: string },
): Promise<void> {
  const admin = await tx.lock(Account, actor.accountId);
  if (!admin) throw new Error(`account ${actor.accountId} not found`);
  recordOnAccount(tx, admin, type, { actorId: actor.accountId, actorRole: "ADMIN" }, { ruleDraftId: id, code });
}
