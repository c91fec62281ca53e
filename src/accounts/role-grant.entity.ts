import { Field, ID, ObjectType } from "type-graphql";
import { defineEnum } from "../platform/graphql/enum";
import { Entity, Index } from "typeorm";
import { Code, Id, Instant, LongText, Ref } from "../platform/database/columns";
import { DateTime } from "../platform/graphql/scalars";
import { Account } from "./account.entity";
import { AccountRole } from "./account-enums.types";

export const RoleGrantStatus = defineEnum("RoleGrantStatus", "What became of the proposal to give somebody a role.", {
  PROPOSED: "Waits for a second person.",
  APPROVED: "Two persons gave the role, and it is still held.",
  DECLINED: "A second person did not agree.",
  WITHDRAWN: "An administrator set the account's roles without it before it was decided.",
  LAPSED: "Nobody decided in time.",
  ENDED: "The role was given, and has been taken away since.",
});
export type RoleGrantStatus = keyof typeof RoleGrantStatus;

/** One role for one person, given by two others. Roles that the operator gave have no row: nobody of the staff had a hand in them. */
@Entity("role_grant")
@Index(["status", "endsAt"])
@ObjectType({
  simpleResolvers: true,
  description:
    "A role that one administrator proposed for somebody and another person decides on. For administrators, leads and auditors, and the person concerned.",
})
export class RoleGrant {
  static readonly idPrefix = "rgr";

  @Id()
  @Field(() => ID, { description: "`rgr_…`" })
  id: string;

  @Ref(() => Account)
  @Index()
  accountId: string;

  @Code()
  @Field(() => AccountRole, { description: "Which role." })
  role: AccountRole;

  @Code()
  @Field(() => RoleGrantStatus, { description: "What became of it." })
  status: RoleGrantStatus;

  @Ref(() => Account)
  @Index()
  proposedById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was proposed." })
  proposedAt: number;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "Why, in the words of who proposed it." })
  reason: string | null;

  @Instant()
  @Field(() => DateTime, { description: "It lapses then, unless it is decided before." })
  endsAt: number;

  @Ref(() => Account, { nullable: true })
  @Index()
  decidedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the second person decided." })
  decidedAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "What the second person says to it." })
  note: string | null;
}
