import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { Code, Id, Instant, Integer, Json, Line } from "../../platform/database/columns";
import type { EventStream } from "../../platform/database/event";
import { Searched } from "../../platform/database/searched";
import type { Locale } from "../../platform/identity/actor";
import type { AccountRole, AccountStatus } from "../actor/account-enums.types";

/** A person. The resolver shows the fields without @Field, to those who may see them. */
@Entity("account")
@Unique(["login"])
@Unique(["externalSubject"])
@Index(["status", "id"])
@ObjectType({
  simpleResolvers: true,
  description:
    "A person who uses the platform. Others see the name; everything else is for that person, administrators and auditors only.",
})
export class Account implements EventStream {
  static readonly idPrefix = "acc";

  @Id()
  @Field(() => ID, { description: "Stable id, `acc_…`." })
  id: string;

  /** Folded (see `foldLogin`), so that it is unique regardless of case. */
  @Line(120)
  @Searched()
  login: string;

  @Line(120)
  @Searched()
  @Field(() => String, { description: "The name this person chose to show." })
  displayName: string;

  /** PHC string of argon2id; null for accounts of the outside identity provider. */
  @Line(255, { nullable: true })
  passwordHash: string | null;

  /** `sub` of the outside identity provider's tokens. Of a closed account: what WithdrawnSubjects keeps, or null. */
  @Line(255, { nullable: true })
  externalSubject: string | null;

  /** Which provider's subject it is; null until the person first comes from there. A subject means nothing at another provider. */
  @Line(255, { nullable: true })
  externalIssuer: string | null;

  @Json()
  roles: AccountRole[];

  @Code()
  locale: Locale;

  /** By whose clock times are told to them, an IANA name; null: the market's. */
  @Code({ length: 64, nullable: true })
  timeZone: string | null;

  @Code()
  status: AccountStatus;

  /** Access tokens carry the version they were issued under; raising it ends them all. */
  @Integer()
  tokenVersion: number;

  @Instant()
  createdAt: number;

  @Integer()
  eventSeq: number;

  @Line(64)
  eventHash: string;
}
