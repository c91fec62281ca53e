import { Field, ID, ObjectType } from "type-graphql";
import { defineEnum } from "../../platform/graphql/enum";
import { Entity, Index } from "typeorm";
import { Code, Id, Instant, LongText, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Account } from "../account/account.entity";
import { AccountRole } from "../actor/account-enums.types";

export const RoleGrantStatus = defineEnum("RoleGrantStatus", "The state of a proposal to give someone a role.", {
  PROPOSED: "Waits for a second person.",
  APPROVED: "Two persons granted the role, and it is still held.",
  DECLINED: "A second person did not agree.",
  WITHDRAWN: "An administrator set the account's roles without it before it was decided.",
  LAPSED: "No one decided in time.",
  ENDED: "The role was granted, and has been removed since.",
});
export type RoleGrantStatus = keyof typeof RoleGrantStatus;

/** One role for one person, granted by two others. Roles granted by the operator have no row: no staff member was involved. */
@Entity("role_grant")
@Index(["status", "endsAt"])
@ObjectType({
  simpleResolvers: true,
  description:
    "A role that one administrator proposed for someone and another person decides on. For administrators, leads and auditors, and the person concerned.",
})
export class RoleGrant {
  static readonly idPrefix = "rgr";

  @Id()
  @Field(() => ID, { description: "Its id, `rgr_…`." })
  id: string;

  @Ref(() => Account)
  @Index()
  accountId: string;

  @Code()
  @Field(() => AccountRole, { description: "The role that is proposed." })
  role: AccountRole;

  @Code()
  @Field(() => RoleGrantStatus, { description: "State of the proposal." })
  status: RoleGrantStatus;

  @Ref(() => Account)
  @Index()
  proposedById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was proposed." })
  proposedAt: number;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "Why, in the proposer's words; null when none were given." })
  reason: string | null;

  @Instant()
  @Field(() => DateTime, { description: "When it lapses unless it is decided before." })
  endsAt: number;

  @Ref(() => Account, { nullable: true })
  @Index()
  decidedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the second person decided; null while no one has." })
  decidedAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "The second person's comment; null without one." })
  note: string | null;
}
