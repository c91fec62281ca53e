import type { CaseResult } from "../../case/complaints/case-file";
import { Field, ID, InputType } from "type-graphql";
import { viewerOf } from "../../case/complaints/complaint.policy";
import { lockCase } from "../../case/complaints/lock-case";
import type { Tx } from "../../platform/database/tx";
import { MutationInput } from "../../platform/graphql/idempotency";
import { TextField } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { RulingDraft } from "./ruling-draft.entity";

/** The column's limit: a MySQL TEXT holds 65,535 bytes. */
const MOST_BYTES = 60_000;

@InputType({ description: "An unfinished decision." })
export class SaveRulingDraftInput extends MutationInput {
  @Field(() => ID, { description: "The case, `cmp_…`." })
  complaintId: string;

  @TextField({
    max: MOST_BYTES,
    description:
      "The text of a JSON object, in any shape the editor likes; at most 60000 bytes in UTF-8. Replaces the previous draft.",
  })
  content: string;
}

@InputType({ description: "The draft to discard: one's own for this case." })
export class DiscardRulingDraftInput extends MutationInput {
  @Field(() => ID, { description: "The case, `cmp_…`." })
  complaintId: string;
}

/** Does not change the case: no new version, no event. The lock prevents a late save from restoring a draft that was just decided. */
export async function saveRulingDraft(
  tx: Tx,
  actor: Actor,
  { complaintId, content }: SaveRulingDraftInput,
): Promise<CaseResult> {
  refuseOtherThanObject(content);
  await lockForWriting(tx, actor, complaintId);
  const draft = await tx.findOne(RulingDraft, { complaintId, accountId: actor.accountId });
  if (draft) tx.change(draft, { content, savedAt: tx.now });
  else
    tx.insert(RulingDraft, {
      id: newId(RulingDraft),
      complaintId,
      accountId: actor.accountId,
      content,
      savedAt: tx.now,
    });
  return { complaintId };
}

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

/** After the decision, or when it is discarded. */
export const deleteDraft = (tx: Tx, complaintId: string, accountId: string): void =>
  tx.execute("DELETE FROM ruling_draft WHERE complaint_id = ? AND account_id = ?", [complaintId, accountId]);

async function lockForWriting(tx: Tx, actor: Actor, complaintId: string): Promise<void> {
  const complaint = await lockCase(tx, actor, complaintId);
  if (!viewerOf(actor, complaint).isModerator) throw new Refusal("CONFLICT_OF_INTEREST");
}

function refuseOtherThanObject(content: string): void {
  const field = "input.content";
  if (Buffer.byteLength(content) > MOST_BYTES)
    throw new Refusal("BAD_USER_INPUT", { reason: "draft.tooLong", field, params: { max: MOST_BYTES } });
  if (!isJsonObject(content)) throw new Refusal("BAD_USER_INPUT", { reason: "draft.notAnObject", field });
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
