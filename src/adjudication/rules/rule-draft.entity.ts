import { Field, ID, Int, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { defineEnum } from "../../platform/graphql/enum";
import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { SeverityEnum, type Severity } from "../../case/complaints/case-enums.types";
import { PenaltyKind } from "../measures/penalty-kind.types";
import { Code, Id, Instant, Integer, Json, LongText, Ref } from "../../platform/database/columns";
import { Bilingual } from "../../platform/graphql/bilingual";
import { DateTime } from "../../platform/graphql/scalars";
import { RuleVersion } from "./rule-version.entity";

export const RuleDraftStatus = defineEnum("RuleDraftStatus", "The status of a rule draft.", {
  OPEN: "Being worked on; may be changed, replayed, discarded, and published by whoever did not write it.",
  PUBLISHED: "Announced as `published`; changes no more.",
  DISCARDED: "Given up; kept because replays point at it.",
});
export type RuleDraftStatus = keyof typeof RuleDraftStatus;

/** Never deleted, because replays refer to it. */
@Entity("rule_draft")
@Index(["createdAt", "id"])
@Index(["status", "createdAt", "id"])
@Index(["createdById"])
@Index(["ruleVersionId"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "A proposed next version of a rule. Not in force; it can be tested on past rulings with `replayRuleDraft` before it is announced. For administrators, lead moderators and auditors.",
})
export class RuleDraft {
  static readonly idPrefix = "rdr";

  @Id()
  @Field(() => ID, { description: "Its id, `rdr_…`." })
  id: string;

  @Code()
  @Field(() => String, { description: "Code of the rule, e.g. `PRICE-1`; an existing or a new one." })
  code: string;

  @Json()
  @Field(() => Bilingual, { description: "The rule in a line." })
  title: Bilingual;

  @Json()
  @Field(() => Bilingual, { description: "What the rule would say, plain text." })
  text: Bilingual;

  @Code()
  @Field(() => SeverityEnum, { description: "How grave breaking it would be, unless a ruling finds otherwise." })
  severity: Severity;

  @Json()
  @Field(() => [PenaltyKind], { description: "The penalties that a ruling citing it could order." })
  measures: PenaltyKind[];

  @LongText({ nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Why the rule should change, for colleagues; null when not said.",
  })
  note: string | null;

  @Code()
  @Field(() => RuleDraftStatus, { description: "Status of the draft." })
  status: RuleDraftStatus;

  @Integer()
  @Field(() => Int, { description: "1, 2, 3 …: increases with each change. Pass it as `expectedRevision`." })
  revision: number;

  @Ref(() => Account)
  createdById: string;

  // No foreign key: SQLite would have to make the table anew, and replays point at it.
  /** Whose words it says now; null: still those of whoever began it. */
  @Code({ nullable: true })
  writtenById: string | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was begun." })
  createdAt: number;

  @Instant()
  @Field(() => DateTime, { description: "When it was last changed, published or discarded." })
  updatedAt: number;

  @Ref(() => RuleVersion, { nullable: true })
  ruleVersionId: string | null;
}
