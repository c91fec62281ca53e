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

/** Who may be meant to read what a side writes. The platform writes no messages: it asks, and decides. */
export const visibilitiesFor = (side: Side | null): MessageVisibility[] => (side ? ["PARTIES", `${side}_SIDE`] : []);

export async function sendMessage(tx: Tx, actor: Actor, input: SendMessageInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "SEND_MESSAGE");
  if (!visibilitiesFor(file.side).includes(input.visibility))
    throw new Refusal("FORBIDDEN", { reason: "visibility", field: "input.visibility" });
  const id = newId(Message);
  tx.insert(Message, {
    id,
    complaintId: file.complaint.id,
    authorId: actor.accountId,
    side: file.side,
    visibility: input.visibility,
    text: input.text,
    sentAt: tx.now,
  });
  // A note for the platform is no answer to the other side.
  file.apply(
    { type: "MESSAGE_SENT", audience: input.visibility, data: { messageId: id, by: file.side } },
    input.visibility === "PARTIES" ? file.spoken() : {},
  );
  return { complaintId: file.complaint.id };
}

export async function refuseDemand(tx: Tx, actor: Actor, input: RefuseDemandInput): Promise<CaseResult> {
  const file = await CaseFile.open(tx, actor, input, "REFUSE_DEMAND");
  file.apply(
    { type: "DEMAND_REFUSED", data: { reason: input.reason } },
    { ...file.spoken(), providerRefusedAt: tx.now },
  );
  return { complaintId: file.complaint.id };
}
