import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { Breach } from "../../case/complaints/breach.entity";
import { SeverityEnum, type Severity } from "../../case/complaints/case-enums.types";
import { AppendOnly } from "../../platform/database/append-only";
import { Code, Id, Json, LongText, Ref } from "../../platform/database/columns";
import { Tracked } from "../../platform/database/tracked";
import { RuleVersion } from "../rules/rule-version.entity";
import { FindingResult } from "./ruling-enums.types";
import { Ruling } from "./ruling.entity";

@Tracked<RulingFinding>({ by: ["rulingId"] })
@AppendOnly()
@Entity("ruling_finding")
@Unique(["rulingId", "breachId"])
@Index(["breachId"])
@Index(["ruleVersionId", "rulingId"])
@Index(["ruleCode", "severity", "id"])
@ObjectType({ simpleResolvers: true, description: "A ruling's finding about one promise." })
export class RulingFinding {
  static readonly idPrefix = "fnd";

  @Id()
  @Field(() => ID, { description: "Its id, `fnd_…`." })
  id: string;

  @Ref(() => Ruling)
  rulingId: string;

  @Ref(() => Breach)
  breachId: string;

  @Code()
  // Not simple: the column has another name.
  @Field(() => FindingResult, { name: "result", simple: false, description: "Whether it was broken." })
  finding: FindingResult;

  @Code({ nullable: true })
  @Field(() => SeverityEnum, {
    nullable: true,
    description: "How grave the violation is; null when the promise was not found broken.",
  })
  severity: Severity | null;

  @Ref(() => RuleVersion)
  ruleVersionId: string;

  /** The rule of the version, which never changes: precedents are looked up by it. */
  @Code({ nullable: true })
  ruleCode: string | null;

  @LongText()
  @Field(() => String, { description: "Why, for this promise." })
  reasoning: string;

  /** What it rests on, as the moderator named it. */
  @Json({ nullable: true })
  evidenceIds: string[] | null;
}
