import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Code, Id, Instant, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { ErasureStatus } from "./erasure-enums.types";

@Entity("account_erasure")
@Unique(["openKey"])
@Index(["accountId", "askedAt"])
@Index(["askedById"])
@Index(["agreedById"])
@Index(["status", "dueAt"])
@ObjectType({
  simpleResolvers: true,
  description:
    "注销账号. That an account is to be deleted, with what is held on its person. For that person, administrators and auditors.",
})
export class AccountErasure {
  static readonly idPrefix = "ers";

  @Id()
  @Field(() => ID, { description: "Its id, `ers_…`." })
  id: string;

  @Ref(() => Account)
  accountId: string;

  /** The account's id while it is open: one at a time. */
  @Code({ nullable: true })
  openKey: string | null;

  @Code()
  @Field(() => ErasureStatus, { description: "How far it has come." })
  status: ErasureStatus;

  /** Null: the person. */
  @Ref(() => Account, { nullable: true })
  askedById: string | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was asked for." })
  askedAt: number;

  @LongText({ nullable: true })
  reason: string | null;

  @Ref(() => Account, { nullable: true })
  agreedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When it happens; it is put off by a day while something stands in its way. Null while it is only proposed.",
  })
  dueAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was done, taken back, or lapsed; null before." })
  endedAt: number | null;
}
