import type { CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { DiscardRulingDraftInput } from "./ruling-draft.types";
import { lockForWriting } from "./lock-for-writing";
import { deleteDraft } from "./delete-draft";

/** Idempotent: succeeds whether or not there was a draft. */
export async function discardRulingDraft(
  tx: Tx,
  actor: Actor,
  { complaintId }: DiscardRulingDraftInput,
): Promise<CaseResult> {
  await lockForWriting(tx, actor, complaintId);
  deleteDraft(tx, complaintId, actor.accountId);
  return { complaintId };
}
