import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { AccountRole } from "../../accounts/actor/account-enums.types";
import { Account } from "../../accounts/account/account.entity";
import type { HouseRule } from "../../house-rules/house-rules.table";
import { SaysForGood } from "../../platform/database/append-only";
import { Code, Flag, Id, Instant, Json, LongText, Ref } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import { Node } from "../../platform/graphql/node.types";
import { DateTime } from "../../platform/graphql/scalars";

/** What a change makes of one rule; `before`: what was in force, or decided, when it was proposed. */
export interface ChangedValue {
  code: HouseRule;
  before: Record<string, number>;
  value: Record<string, number>;
}

/** As it is stored; whether an announced one is in force by now is a matter of the clock. */
export type ChangeState = "PROPOSED" | "ANNOUNCED" | "DECLINED" | "WITHDRAWN" | "LAPSED";

/** Never deleted: the history of the rules says by whom and why. */
@Tracked<HouseRuleChange>({ dates: ["effectiveFrom", "endsAt"] })
@SaysForGood<HouseRuleChange>({
  says: [
    ...["id", "differences", "effectiveFrom", "urgent", "reason"],
    ...["proposedById", "proposedAs", "proposedAt", "endsAt"],
  ] as const,
})
@Entity("house_rule_change")
@Index(["state", "endsAt"])
@Index(["proposedById"])
@Index(["decidedById"])
@Index(["withdrawnById"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "New numbers of house rules, all from one moment on: proposed by an administrator, decided by a second person, then announced. Public once it has been announced; before, for administrators, leads and auditors.",
})
export class HouseRuleChange {
  static readonly idPrefix = "hrc";

  @Id()
  @Field(() => ID, { description: "Its id, `hrc_…`." })
  id: string;

  @Code()
  state: ChangeState;

  @Json()
  differences: ChangedValue[];

  @Instant()
  @Field(() => DateTime, {
    description: "From when on the numbers are in force. Times that run by then keep the length they began with.",
  })
  effectiveFrom: number;

  @Flag()
  @Field(() => Boolean, {
    description: "Announced for a shorter time than others, because it protects sign-in or uploads.",
  })
  urgent: boolean;

  @LongText()
  @Field(() => String, { description: "Why, in the proposer's words; announced with it." })
  reason: string;

  @Ref(() => Account)
  proposedById: string;

  @Code()
  @Field(() => AccountRole, { description: "In which role it was proposed." })
  proposedAs: AccountRole;

  @Instant()
  @Field(() => DateTime, { description: "When it was proposed." })
  proposedAt: number;

  @Instant()
  @Field(() => DateTime, {
    description: "When it lapses unless a second person decides before: later the notice would be too short.",
  })
  endsAt: number;

  @Ref(() => Account, { nullable: true })
  decidedById: string | null;

  @Code({ nullable: true })
  @Field(() => AccountRole, {
    nullable: true,
    description: "In which role the second person decided; null while no one has.",
  })
  decidedAs: AccountRole | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When the second person decided; null while no one has. An approval announced it.",
  })
  decidedAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "The second person's comment; null without one." })
  note: string | null;

  /** Those that were declined or lapsed never were. */
  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "Since when the public can read of it; null: it cannot." })
  announcedAt: number | null;

  @Ref(() => Account, { nullable: true })
  withdrawnById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "When it was withdrawn, before it was in force; null unless it was.",
  })
  withdrawnAt: number | null;

  @LongText({ nullable: true })
  @Field(() => String, { nullable: true, description: "Why it was withdrawn; null unless it was." })
  withdrawnBecause: string | null;
}
