import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Code, Id, Instant, Integer, Line, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Account } from "../account.entity";
import { ContactKind, ContactState, LetterFrequency } from "./contact-enums.types";

/** Of each kind a person has at most one that is or was verified, and one that is to take its place. */
@Entity("contact_point")
@Index(["accountId"])
@Index(["addressHash"])
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
  @Field(() => ContactKind, { description: "What it is." })
  kind: ContactKind;

  /** Encrypted, see ContactAddresses. */
  @LongText()
  address: string;

  /** Keyed: by it a known address is found. */
  @Line(64)
  addressHash: string;

  @Line(80)
  @Field(() => String, { description: "Enough of the address for its owner to recognise it, `l•••@example.com`." })
  masked: string;

  @Code()
  @Field(() => ContactState, { description: "Whether it can be used." })
  state: ContactState;

  @Code()
  @Field(() => LetterFrequency, { description: "When messages are sent to it." })
  frequency: LetterFrequency;

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
  @Field(() => DateTime, { nullable: true, description: "When it was last verified." })
  verifiedAt: number | null;
}
