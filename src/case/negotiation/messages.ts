import { Field, InputType } from "type-graphql";
import { CaseFile, type CaseResult } from "../complaints/case-file";
import { CaseInput } from "../complaints/case-input.types";
import type { Side } from "../complaints/complaint-guards.pure";
import type { Tx } from "../../platform/database/tx";
import { TextField } from "../../platform/graphql/text-field";
import type { Actor } from "../../accounts/actor";
import { newId } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Message, MessageVisibility } from "./message.entity";

@InputType({ description: "A message in the case's thread." })
export class SendMessageInput extends CaseInput {
  @TextField({ max: 4_000, description: "The text." })
  text: string;

  @Field(() => MessageVisibility, {
    defaultValue: "PARTIES",
    description: "Who reads it: PARTIES, or your own side and the platform.",
  })
  visibility: MessageVisibility;
}

@InputType({ description: "The provider's refusal of the demand." })
export class RefuseDemandInput extends CaseInput {
  @TextField({ max: 2_000, description: "Why. The consumer may go to the platform at once." })
  reason: string;
}

/** The visibilities a side may choose for its messages. The platform writes no messages: it makes requests and decides. */
export const visibilitiesFor = (side: Side | null): MessageVisibility[] => (side ? ["PARTIES", `${side}_SIDE`] : []);

export async function sendMessage(tx: Tx, actor: Actor, input: SendMessageInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "SEND_MESSAGE");
  if (!visibilitiesFor(caseFile.side).includes(input.visibility))
    throw new Refusal("FORBIDDEN", { reason: "visibility", field: "input.visibility" });
  const id = newId(Message);
  tx.insert(Message, {
    id,
    complaintId: caseFile.complaint.id,
    authorId: actor.accountId,
    side: caseFile.side,
    visibility: input.visibility,
    text: input.text,
    sentAt: tx.now,
  });
  // A message to the platform is no answer to the other side.
  caseFile.apply(
    { type: "MESSAGE_SENT", audience: input.visibility, data: { messageId: id, by: caseFile.side } },
    input.visibility === "PARTIES" ? caseFile.spoken() : {},
  );
  return { complaintId: caseFile.complaint.id };
}

export async function refuseDemand(tx: Tx, actor: Actor, input: RefuseDemandInput): Promise<CaseResult> {
  const caseFile = await CaseFile.open(tx, actor, input, "REFUSE_DEMAND");
  caseFile.apply(
    { type: "DEMAND_REFUSED", data: { reason: input.reason } },
    { ...caseFile.spoken(), providerRefusedAt: tx.now },
  );
  return { complaintId: caseFile.complaint.id };
}
