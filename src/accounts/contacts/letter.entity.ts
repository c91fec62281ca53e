import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { Code, Flag, Id, Instant, Integer, Line, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Account } from "../account/account.entity";
import { ContactKind, LetterState, type NoticeKind } from "./contact-enums.types";

/**
 * CODE: proves that a contact point is somebody's. RESET: lets them choose a password. NOTICE: what came into their inbox. ANSWER: what became
 * of their answer to one.
 */
export type LetterPurpose = "CODE" | "RESET" | "NOTICE" | "ANSWER";

/** A message to one contact point, from when it is due to what became of it: this is the record of service. The address is not in it. */
@Entity("letter")
@Unique(["noticeId", "contactPointId"])
@Index(["state", "dueAt"])
@Index(["streamId", "id"])
@Index(["accountId"])
@Index(["mailId"])
@ObjectType("NoticeDelivery", {
  simpleResolvers: true,
  description:
    "送达记录. That a notice of a case was sent to one of the people concerned, by which channel, and what became of it. The address is not in it.",
})
export class Letter {
  static readonly idPrefix = "ltr";

  @Id()
  @Field(() => ID, { description: "Its id, `ltr_…`." })
  id: string;

  @Ref(() => Account)
  accountId: string;

  /** Where it goes; that may be gone by then. */
  @Code()
  contactPointId: string;

  @Code()
  @Field(() => ContactKind, { description: "By what it was sent." })
  channel: ContactKind;

  @Code()
  purpose: LetterPurpose;

  @Code({ nullable: true })
  noticeId: string | null;

  /** The inbox that the notice came into: the person's, or one that they read for somebody. */
  @Code({ nullable: true })
  recipientId: string | null;

  /** Whose history the notice is about. */
  @Code({ nullable: true })
  streamId: string | null;

  @Code({ nullable: true, length: 60 })
  eventType: string | null;

  /** Who may see that event. */
  @Code({ nullable: true })
  audience: string | null;

  /** Null: it is no notice. */
  @Code({ nullable: true })
  kind: NoticeKind | null;

  /** It concerns a deadline that costs rights: it goes alone, and at once. */
  @Flag()
  urgent: boolean;

  /** Encrypted, see LetterWords; null once nothing more is to be sent. */
  @LongText({ nullable: true })
  words: string | null;

  @Code()
  @Field(() => LetterState, { description: "What became of it." })
  state: LetterState;

  /** When it is to be sent, or tried again; null: no more. */
  @Instant({ nullable: true })
  dueAt: number | null;

  @Integer()
  attempts: number;

  /** The mail that it went with: the id of that mail's first letter. */
  @Code({ nullable: true })
  mailId: string | null;

  /** What the relay said, by its codes. */
  @Line(40, { nullable: true })
  detail: string | null;

  @Instant()
  @Field(() => DateTime, { description: "From when it was to be sent." })
  createdAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When that was known: when the mail service took it, or it was given up. Null while it waits.",
  })
  settledAt: number | null;
}
