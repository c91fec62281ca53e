import { Entity, Index } from "typeorm";
import { Field, ID, ObjectType } from "type-graphql";
import { Code, Flag, Id, Instant, Line, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Account } from "../account/account.entity";

/** One sign-in on one device, continued by a chain of refresh tokens. It is active until it ends. */
@Entity("account_session")
@Index(["accountId", "endedAt"])
@Index(["outsideSession"])
@ObjectType({
  simpleResolvers: true,
  description: "One active sign-in. End it with `endSession` when the device is not yours.",
})
export class AccountSession {
  static readonly idPrefix = "fam";

  @Id()
  @Field(() => ID, { description: "Stable id, `fam_…`." })
  id: string;

  @Ref(() => Account)
  accountId: string;

  /** The known device; null once it is forgotten. */
  @Code({ nullable: true })
  deviceId: string | null;

  /** What the platform's identity provider calls the sign-in it comes from (`sid`). */
  @Line(255, { nullable: true })
  outsideSession: string | null;

  /** Whether that provider asked for more than a password; null: this platform was signed in to, and knows by itself. */
  @Flag({ nullable: true })
  isMultiFactor: boolean | null;

  @Line(80, { nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "What the client called itself, in a few words, e.g. `Firefox · Windows`; null when it did not say.",
  })
  client: string | null;

  @Code({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      "From where it was last used: an address without its last part, e.g. `203.0.113.*`; null when it is not known.",
  })
  address: string | null;

  @Instant()
  @Field(() => DateTime, { description: "When it began." })
  startedAt: number;

  @Instant()
  @Field(() => DateTime, { description: "When its tokens were last renewed." })
  lastUsedAt: number;

  @Instant()
  @Index()
  @Field(() => DateTime, { description: "When it expires, unless its tokens are renewed before." })
  expiresAt: number;

  @Instant({ nullable: true })
  endedAt: number | null;
}
