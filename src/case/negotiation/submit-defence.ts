import { InputType } from "type-graphql";
import { CaseFile, type CaseResult } from "../complaints/case-file";
import { CaseInput } from "../complaints/case-input.types";
import type { Tx } from "../../platform/database/tx";
import { TextField } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";
import { newId } from "../../platform/ids";
import { Message } from "./message.entity";

@InputType({ description: "The provider's answer to the complaint, for the decision." })
export class SubmitDefenceInput extends CaseInput {
  @TextField({ max: 10_000, description: "The answer to each alleged breach. Both sides and the platform read it." })
  text: string;
}

/** Row 14. A message of the thread, in a stage that otherwise has none. */
export async function submitDefence(tx: Tx, actor: Actor, input: SubmitDefenceInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "SUBMIT_DEFENCE");
  const id = newId(Message);
  tx.insert(Message, {
    id,
    complaintId: file.complaint.id,
    authorId: actor.accountId,
    side: "PROVIDER",
    visibility: "PARTIES",
    text: input.text,
    sentAt: tx.now,
  });
  file.apply({ type: "DEFENCE_SUBMITTED", data: { messageId: id } });
  return { complaintId: file.complaint.id };
}
