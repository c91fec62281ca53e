import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { Message } from "./message.entity";
import type { SubmitDefenceInput } from "./defence.types";

/** SUBMIT_DEFENCE. A message of the thread that answers the complaint itself, for the decision. */
export async function submitDefence(tx: Tx, actor: Actor, input: SubmitDefenceInput): Promise<CaseResult<"messageId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "SUBMIT_DEFENCE");
  const id = newId(Message);
  tx.insert(Message, {
    id,
    complaintId: caseFile.complaint.id,
    authorId: actor.accountId,
    side: "PROVIDER",
    visibility: "PARTIES",
    text: input.text,
    sentAt: tx.now,
  });
  caseFile.apply({ type: "DEFENCE_SUBMITTED", data: { messageId: id } });
  return { complaintId: caseFile.complaint.id, messageId: id };
}
