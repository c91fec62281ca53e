import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { BigInteger, Id, Instant, Integer, Json, Line, Ref } from "../../platform/database/columns";
import { DateTime } from "../../platform/graphql/scalars";
import { InspectionPlan } from "./inspection-plan.entity";

/** Rows are only ever added. */
@Entity("inspection_draw")
@Index(["planId", "at", "id"])
@ObjectType({
  simpleResolvers: true,
  description:
    "One drawing of lots; anyone can verify that no one was picked by hand. The seed is the SHA-256 of `PLAN LOGPOSITION LOGHASH` (the plan's id and the two fields below, one space between), which no one could know before. A provider's lot is the SHA-256 of `SEED PROVIDER`, again with one space; the lowest lots, compared as text, are drawn. All digests are lower-case hex. The same facts are in the plan's hash-chained history.",
})
export class InspectionDraw {
  static readonly idPrefix = "drw";

  @Id()
  @Field(() => ID, { description: "Its id, `drw_…`." })
  id: string;

  @Ref(() => InspectionPlan)
  planId: string;

  @Instant()
  @Field(() => DateTime, { description: "When lots were drawn." })
  at: number;

  @BigInteger()
  @Field(() => Float, {
    description: "Position, in the platform's event log, of its last event at that moment; a whole number.",
  })
  logPosition: number;

  @Line(64)
  @Field(() => String, { description: "That event's hash, which chains it to those before." })
  logHash: string;

  @Line(64)
  @Field(() => String, { description: "The seed of the draw." })
  seed: string;

  @Integer()
  @Field(() => Int, { description: "How many providers were in the pool." })
  poolSize: number;

  @Line(64)
  @Field(() => String, {
    description: "SHA-256 over the ids of all providers in the pool, sorted, each followed by a line feed.",
  })
  poolDigest: string;

  @Json()
  drawn: string[];
}
