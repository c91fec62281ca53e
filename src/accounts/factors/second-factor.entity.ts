import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { BigInteger, Code, Id, Instant, Line, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Account } from "../account/account.entity";
import { FactorKind } from "./factor-enums.types";

/** Fields without @Field are never shown to anyone. */
@Entity("second_factor")
@Unique(["credentialHash"])
@ObjectType({ simpleResolvers: true, description: "An authenticator app or a passkey that a person has set up." })
export class SecondFactor {
  static readonly idPrefix = "fac";

  @Id()
  @Field(() => ID, { description: "Its id, `fac_…`." })
  id: string;

  @Ref(() => Account)
  @Index()
  accountId: string;

  @Code()
  @Field(() => FactorKind, { description: "What kind of second factor it is." })
  kind: FactorKind;

  @Line(60)
  @Field(() => String, { description: "The name its owner gave it." })
  name: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was set up." })
  addedAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was last used; null when it never was." })
  lastUsedAt: number | null;

  /** TOTP: the shared secret, encrypted. */
  @LongText({ nullable: true })
  secret: string | null;

  /** TOTP: the step of the newest code that was accepted. Only later ones are accepted. */
  @BigInteger({ nullable: true })
  lastStep: number | null;

  /** Passkey: SHA-256 of the credential's id, hex; the id itself may be longer than an index allows. */
  @Line(64, { nullable: true })
  credentialHash: string | null;

  /** Passkey: base64url. */
  @LongText({ nullable: true })
  credentialId: string | null;

  /** Passkey: COSE key, base64url. */
  @LongText({ nullable: true })
  publicKey: string | null;

  /** Passkey: its own count of signatures; 0 where it does not count. */
  @BigInteger({ nullable: true })
  counter: number | null;
}
