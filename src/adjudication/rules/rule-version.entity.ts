import { Field, ID, Int, ObjectType } from "type-graphql";
import { Node } from "../../platform/graphql/node.types";
import { Entity, Index, Unique } from "typeorm";
import { SeverityEnum, type Severity } from "../../case/complaints/case-enums.types";
import { PenaltyKind } from "../measures/penalty-kind.types";
import { AppendOnly } from "../../platform/database/append-only";
import { Code, Id, Instant, Integer, Json, Ref } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import { Bilingual } from "../../platform/graphql/bilingual";
import { DateTime } from "../../platform/graphql/scalars";
import { Rule } from "./rule.entity";

/** Once published, only its end is set, when the next version is published. */
@Tracked<RuleVersion>({ by: ["ruleId"], dates: ["effectiveFrom", "effectiveUntil"] })
@AppendOnly<RuleVersion>({ except: ["effectiveUntil"] })
@Entity("rule_version")
@Unique(["ruleId", "version"])
@Index(["effectiveFrom", "id"])
@ObjectType({
  implements: Node,
  simpleResolvers: true,
  description:
    "The content of a rule during a period. An order is judged by the versions in force when it was placed. Public.",
})
export class RuleVersion {
  static readonly idPrefix = "rlv";

  @Id()
  @Field(() => ID, { description: "Its id, `rlv_…`." })
  id: string;

  @Ref(() => Rule)
  ruleId: string;

  @Code()
  @Field(() => String, { description: "The rule's code, the same in all versions, e.g. `PRICE-1`." })
  code: string;

  @Integer()
  @Field(() => Int, { description: "1, 2, 3 …" })
  version: number;

  @Json()
  @Field(() => Bilingual, { description: "The rule in a line." })
  title: Bilingual;

  @Json()
  @Field(() => Bilingual, { description: "What the rule says, plain text." })
  text: Bilingual;

  @Code()
  @Field(() => SeverityEnum, { description: "How grave breaking it is, unless the ruling finds otherwise." })
  severity: Severity;

  @Json()
  @Field(() => [PenaltyKind], { description: "The penalties that a ruling citing this version may order." })
  measures: PenaltyKind[];

  @Instant()
  @Field(() => DateTime, { description: "When it was announced." })
  noticeAt: number;

  @Instant()
  @Field(() => DateTime, { description: "From when it is in force." })
  effectiveFrom: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Until when, exclusive; null while no next version is announced.",
  })
  effectiveUntil: number | null;
}
