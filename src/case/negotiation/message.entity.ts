import { Entity, Index } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { Account } from "../../accounts/account/account.entity";
import { Complaint } from "../complaints/complaint.entity";
import { AppendOnly } from "../../platform/database/append-only";
import { Code, Id, Instant, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";

export const MessageVisibility = defineEnum("MessageVisibility", "Who reads a message.", {
  PARTIES: "Both sides and the platform.",
  CONSUMER_SIDE: "The consumer and the platform.",
  PROVIDER_SIDE: "The provider's members and the platform.",
  STAFF: "The platform only.",
});
export type MessageVisibility = keyof typeof MessageVisibility;

export const MessageAuthor = defineEnum("MessageAuthor", "For whom a message speaks, or an offer is made.", {
  CONSUMER: "The consumer wrote it.",
  PROVIDER: "The provider wrote it.",
  PLATFORM: "The platform wrote it.",
});
export type MessageAuthor = keyof typeof MessageAuthor;

@AppendOnly<Message>({ erasable: ["text"] })
@Entity("message")
@Index(["complaintId", "id"])
@Index(["authorId"])
@ObjectType({
  simpleResolvers: true,
  description:
    "One message of the case's thread. Never changed; its text is erased when the house rules say so, after the case is closed.",
})
export class Message {
  static readonly idPrefix = "msg";

  @Id()
  @Field(() => ID, { description: "Its id, `msg_…`." })
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Ref(() => Account)
  authorId: string;

  @Code()
  @Field(() => MessageAuthor, { description: "On whose behalf it was written." })
  side: MessageAuthor;

  @Code()
  @Field(() => MessageVisibility, { description: "Who reads it." })
  visibility: MessageVisibility;

  @LongText()
  @Field(() => String, { description: "What was written." })
  text: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was sent." })
  sentAt: number;
}
