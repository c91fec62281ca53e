import { CaseFile, type CaseResult } from "../complaints/case-file";
import { sideOf } from "../complaints/complaint.policy";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Message } from "./message.entity";
import type { SendMessageInput } from "./message.types";
import { visibilitiesFor } from "./message.pure";

/** SEND_MESSAGE. Whoever is on no side writes for the platform. */
export async function sendMessage(tx: Tx, actor: Actor, input: SendMessageInput): Promise<CaseResult<"messageId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "SEND_MESSAGE");
  const side = sideOf(actor, caseFile.complaint);
  if (!visibilitiesFor(side).includes(input.visibility))
    throw new Refusal("FORBIDDEN", { reason: "visibility", field: "input.visibility" });
  const id = newId(Message);
  tx.insert(Message, {
    id,
    complaintId: caseFile.complaint.id,
    authorId: actor.accountId,
    side: side ?? "PLATFORM",
    visibility: input.visibility,
    text: input.text,
    sentAt: tx.now,
  });
  // A message to the platform is no answer to the other side.
  caseFile.apply(
    { type: "MESSAGE_SENT", audience: input.visibility, data: { messageId: id, by: side ?? "PLATFORM" } },
    side && input.visibility === "PARTIES" ? caseFile.spoken() : {},
  );
  return { complaintId: caseFile.complaint.id, messageId: id };
}
