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

/** What the column holds: MySQL's texts end at 65,535 bytes. */
const MOST_BYTES = 60_000;

@InputType({ description: "A decision as far as it is written." })
export class SaveRulingDraftInput extends MutationInput {
  @Field(() => ID, { description: "The case, `cmp_…`." })
  complaintId: string;

  @TextField({
    max: MOST_BYTES,
    description:
      "The text of a JSON object, in whatever shape the editor likes; at most 60000 bytes in UTF-8. Replaces what was saved before.",
  })
  content: string;
}

@InputType({ description: "Whose draft to throw away: one's own, of this case." })
export class DiscardRulingDraftInput extends MutationInput {
  @Field(() => ID, { description: "The case, `cmp_…`." })
  complaintId: string;
}

/** The case does not change by it: no new version, no event. Its lock keeps a late save from bringing back a draft just decided. */
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

/** Decided, or thrown away. */
export const forgetDraft = (tx: Tx, complaintId: string, accountId: string): void =>
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
