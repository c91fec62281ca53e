import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Code, Id, Instant, Integer, Line, LongText, Ref } from "../../platform/database/columns";
import type { Locale } from "../../platform/identity/actor";
import { DateTime } from "../../platform/graphql/scalars";
import { Account } from "../account/account.entity";
import { ContactKind, ContactState, DevicePlatform, LetterFrequency } from "./contact-enums.types";

/**
 * Of each kind a person has at most one that is or was verified, and one that is to take its place. An app on a device is one too: there are
 * several, verified by being signed in, and the API shows them as `devices`.
 */
@Entity("contact_point")
@Index(["accountId"])
@Index(["addressHash"])
@Index(["deviceHash"], { unique: true })
@ObjectType({
  simpleResolvers: true,
  description: "联系方式. Where the platform's messages to a person go. Seen by that person only, and masked.",
})
export class ContactPoint {
  static readonly idPrefix = "ctp";

  @Id()
  @Field(() => ID, { description: "Its id, `ctp_…`." })
  id: string;

  @Ref(() => Account)
  accountId: string;

  @Code()
  @Field(() => ContactKind, { description: "How the person can be reached by it." })
  kind: ContactKind;

  /** Encrypted, see ContactAddresses. */
  @LongText()
  address: string;

  /** Keyed: by it a known address is found. */
  @Line(64)
  addressHash: string;

  /** Of an app, the same once more: a device is one person's. */
  @Line(64, { nullable: true })
  deviceHash: string | null;

  @Line(80)
  @Field(() => String, {
    description: "Enough of it for its owner to recognise it, `l•••@example.com` or `+86•••8000`.",
  })
  masked: string;

  @Code()
  @Field(() => ContactState, { description: "Whether it can be used." })
  state: ContactState;

  @Code()
  @Field(() => LetterFrequency, { description: "When messages are sent to it." })
  frequency: LetterFrequency;

  /** Of an app: whose push service its token is for. */
  @Code({ nullable: true })
  platform: DevicePlatform | null;

  /** Of an app: the session in which it registered, with which it ends. */
  @Code({ nullable: true })
  sessionId: string | null;

  /** Of an app: the language that its messages are in. */
  @Code({ nullable: true })
  locale: Locale | null;

  /** Keyed, hex; null when no code is under way. */
  @Line(64, { nullable: true })
  codeHash: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Until when the code that was sent can be entered; null: none was.",
  })
  codeEndsAt: number | null;

  @Integer()
  codeGuesses: number;

  @Instant()
  @Field(() => DateTime, { description: "When it was entered." })
  createdAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was last verified; null: it never was." })
  verifiedAt: number | null;
}
