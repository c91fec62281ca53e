import type { CaseResult } from "../../case/complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import type { DiscardRulingDraftInput } from "./ruling-draft.types";
import { lockForWriting } from "./lock-for-writing";
import { forgetDraft } from "./forget-draft";

/** Answers the same whether there was one or not: afterwards there is none. */
export async function discardRulingDraft(
  tx: Tx,
  actor: Actor,
  { complaintId }: DiscardRulingDraftInput,
): Promise<CaseResult> {
  await lockForWriting(tx, actor, complaintId);
  forgetDraft(tx, complaintId, actor.accountId);
  return { complaintId };
}
