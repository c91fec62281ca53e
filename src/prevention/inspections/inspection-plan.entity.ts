import { Field, ID, Int, ObjectType } from "type-graphql";
import { Entity, Index } from "typeorm";
import { Account } from "../../accounts/account/account.entity";
import { Code, Id, Instant, Integer, Line, LongText, Ref } from "../../platform/database/columns";
import type { EventStream } from "../../platform/database/event";
import { DateTime } from "../../platform/graphql/scalars";
import { Provider } from "../../market/providers/provider.entity";
import { InspectionPlanKind } from "./inspection-enums.types";

/** Changes only under its own lock. */
@Entity("inspection_plan")
@Index(["createdAt", "id"])
@Index(["nextAt"])
@Index(["providerId"])
@Index(["createdById"])
@Index(["stoppedById"])
@ObjectType({
  simpleResolvers: true,
  description:
    "A plan of recurring inspections, without any complaint. For platform staff who are not members of the provider it is for.",
})
export class InspectionPlan implements EventStream {
  static readonly idPrefix = "ipl";

  @Id()
  @Field(() => ID, { description: "Its id, `ipl_…`." })
  id: string;

  @Code()
  @Field(() => InspectionPlanKind, { description: "How it chooses." })
  kind: InspectionPlanKind;

  @Code({ length: 64, nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Only providers who sell in this category, e.g. `shop-design`; null: any.",
  })
  category: string | null;

  @Ref(() => Provider, { nullable: true })
  providerId: string | null;

  @Integer()
  @Field(() => Int, { description: "Days from one round to the next." })
  everyDays: number;

  @Integer()
  @Field(() => Int, { description: "How many providers a round chooses, at most." })
  perRound: number;

  @LongText()
  @Field(() => String, { description: "What it is for." })
  reason: string;

  @Ref(() => Account)
  createdById: string;

  @Instant()
  @Field(() => DateTime, { description: "When it was made." })
  createdAt: number;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When the next round is held; null once it is stopped." })
  nextAt: number | null;

  @Ref(() => Account, { nullable: true })
  stoppedById: string | null;

  @Instant({ nullable: true })
  @Field(() => DateTime, { nullable: true, description: "When it was stopped; null while it is active." })
  stoppedAt: number | null;

  @Integer()
  eventSeq: number;

  @Line(64)
  eventHash: string;
}
