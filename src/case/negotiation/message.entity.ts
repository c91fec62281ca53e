import { Entity, Index } from "typeorm";
import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Account } from "../../accounts/account.entity";
import { Complaint } from "../complaints/complaint.entity";
import { Code, Id, Instant, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";

export const MessageVisibility = {
  PARTIES: "PARTIES",
  CONSUMER_SIDE: "CONSUMER_SIDE",
  PROVIDER_SIDE: "PROVIDER_SIDE",
  STAFF: "STAFF",
} as const;
export type MessageVisibility = keyof typeof MessageVisibility;
registerEnumType(MessageVisibility, {
  name: "MessageVisibility",
  description: "Who reads a message.",
  valuesConfig: {
    PARTIES: { description: "Both sides and the platform." },
    CONSUMER_SIDE: { description: "The consumer and the platform." },
    PROVIDER_SIDE: { description: "The provider's members and the platform." },
    STAFF: { description: "The platform only." },
  },
});

export const MessageAuthor = { CONSUMER: "CONSUMER", PROVIDER: "PROVIDER", PLATFORM: "PLATFORM" } as const;
export type MessageAuthor = keyof typeof MessageAuthor;
registerEnumType(MessageAuthor, {
  name: "MessageAuthor",
  description: "For whom a message speaks.",
  valuesConfig: {
    CONSUMER: { description: "The consumer." },
    PROVIDER: { description: "The provider." },
    PLATFORM: { description: "The platform." },
  },
});

@Entity("message")
@Index(["complaintId", "id"])
@Index(["authorId"])
@ObjectType({ simpleResolvers: true, description: "One message of the case's thread. Never changed." })
export class Message {
  static readonly idPrefix = "msg";

  @Id()
  @Field(() => ID, { description: "`msg_…`" })
  id: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Ref(() => Account)
  authorId: string;

  @Code()
  @Field(() => MessageAuthor, { description: "For whom it speaks." })
  side: MessageAuthor;

  @Code()
  @Field(() => MessageVisibility, { description: "Who reads it." })
  visibility: MessageVisibility;

  @LongText()
  @Field(() => String, { description: "The text." })
  text: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was sent." })
  sentAt: number;
}
