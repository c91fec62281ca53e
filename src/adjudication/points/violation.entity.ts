import { Field, ID, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Breach } from "../../case/complaints/breach.entity";
import { SeverityEnum, type Severity } from "../../case/complaints/case-enums.types";
import { Complaint } from "../../case/complaints/complaint.entity";
import { SaysForGood } from "../../platform/database/append-only";
import { Code, Id, Instant, Integer, Json, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { ServicePromise } from "../../market/promises/service-promise.entity";
import { Provider } from "../../market/providers/provider.entity";
import { RuleVersion } from "../rules/rule-version.entity";
import { RulingFinding } from "../rulings/ruling-finding.entity";
import { Ruling } from "../rulings/ruling.entity";
import type { Stake } from "./charge.pure";
import type { ViolationFacts } from "./points.pure";
import type { Exposure } from "./rate.pure";
import { ViolationKindEnum } from "./points-enums.types";

/** A ruling's finding against a provider. Its points follow by rule: see points.pure.ts. Changes only under its provider's lock. */
@SaysForGood<Violation>({
  says: [
    ...["id", "providerId", "rulingId", "complaintId", "findingId", "breachId", "promiseId", "lineage", "consumerId"],
    ...["complainedAt", "stake", "kind", "level", "ruleVersionId", "foundAt"],
  ] as const,
})
@Entity("violation")
@Index(["providerId", "foundAt", "id"])
@Index(["rulingId"])
@Index(["complaintId"])
@Index(["findingId"])
@Index(["breachId"])
@Index(["promiseId"])
@Index(["ruleVersionId"])
@ObjectType({
  simpleResolvers: true,
  description:
    "A violation that a ruling found, or the non-performance of what it ordered. For the provider's members and staff.",
})
export class Violation implements ViolationFacts {
  static readonly idPrefix = "vio";

  @Id()
  @Field(() => ID, { description: "Its id, `vio_…`." })
  id: string;

  @Ref(() => Provider)
  providerId: string;

  @Ref(() => Ruling)
  rulingId: string;

  @Ref(() => Complaint)
  complaintId: string;

  @Ref(() => RulingFinding, { nullable: true })
  findingId: string | null;

  @Ref(() => Breach, { nullable: true })
  breachId: string | null;

  @Ref(() => ServicePromise, { nullable: true })
  promiseId: string | null;

  @Code({ length: 81, nullable: true })
  lineage: string | null;

  @Code({ nullable: true })
  consumerId: string | null;

  @Instant({ default: 0 })
  complainedAt: number;

  @Json({ nullable: true })
  stake: Stake | null;

  @Json({ nullable: true })
  exposure: Exposure | null;

  @Code()
  @Field(() => ViolationKindEnum, { description: "What was done wrong." })
  kind: ViolationFacts["kind"];

  @Code()
  @Field(() => SeverityEnum, {
    description: "The severity found. A repeated violation may count as graver: see `PointsEntry.level`.",
  })
  level: Severity;

  @Ref(() => RuleVersion, { nullable: true })
  ruleVersionId: string | null;

  @Instant()
  @Field(() => DateTime, { description: "When it was found." })
  foundAt: number;

  @Integer({ nullable: true })
  step: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description: "Since when its points count; null while the ruling is not final.",
  })
  countedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When it was established that the provider had remedied it promptly, which leaves only a part of the points; null unless it was.",
  })
  promptlyRemediedAt: number | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, {
    nullable: true,
    description:
      "When it was reversed: with its ruling, or because what was not performed was paid from the deposit whole after all. Null unless it was.",
  })
  reversedAt: number | null;
}
