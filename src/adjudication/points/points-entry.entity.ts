import { Field, ID, Int, ObjectType } from "type-graphql";
import { Entity, Index, Unique } from "typeorm";
import { SeverityEnum, type Severity } from "../../case/complaints/case-enums.types";
import { AppendOnly } from "../../platform/database/append-only";
import { Code, Flag, Id, Instant, Integer, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../../market/providers/provider.entity";
import type { Entry, PointsEntryKind } from "./points-entries.pure";
import { PointsEntryKindEnum } from "./points-enums.types";
import { Violation } from "./violation.entity";

/** Append-only, under its provider's lock. */
@AppendOnly()
@Entity("points_entry")
@Unique(["providerId", "number"])
@Index(["violationId"])
@ObjectType({
  simpleResolvers: true,
  description: "One line of a provider's ledger of points. The ledger is append-only.",
})
export class PointsEntry implements Entry {
  static readonly idPrefix = "pts";

  @Id()
  @Field(() => ID, { description: "Its id, `pts_…`." })
  id: string;

  @Ref(() => Provider)
  providerId: string;

  @Integer()
  @Field(() => Int, { description: "1, 2, 3 … within the provider's ledger, without gaps." })
  number: number;

  @Ref(() => Violation)
  violationId: string;

  @Code()
  @Field(() => PointsEntryKindEnum, { description: "Why the line was written." })
  kind: PointsEntryKind;

  @Integer()
  @Field(() => Int, { description: "Points added or, if negative, removed." })
  points: number;

  @Flag()
  provisional: boolean;

  @Code()
  @Field(() => SeverityEnum, { description: "The severity the violation counts with: a repeated L2 counts as L3." })
  level: Severity;

  @Instant()
  @Field(() => DateTime, { description: "When the line was written." })
  at: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the points expire; null for provisional ones." })
  expiresAt: number | null;
}
