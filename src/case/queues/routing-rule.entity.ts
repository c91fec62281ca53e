import { Entity, Unique } from "typeorm";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Code, Id, Integer, MinorUnits } from "../../platform/database/columns";
import { MinorUnitsScalar } from "../../platform/graphql/scalars";
import type { Routing } from "./route.pure";

@Entity("routing_rule")
@Unique(["position"])
@ObjectType({
  simpleResolvers: true,
  description:
    "Sends cases that meet all its conditions to a queue. The first rule that matches, by `position`, decides.",
})
export class RoutingRule implements Routing {
  static readonly idPrefix = "rtr";

  @Id()
  @Field(() => ID, { description: "`rtr_…`; new each time the rules are saved." })
  id: string;

  @Integer()
  @Field(() => Int, { description: "Its place among the rules, from 1." })
  position: number;

  @Code()
  @Field(() => String, { description: "Code of the queue it sends cases to, e.g. `HIGH_VALUE`." })
  queue: string;

  @Code({ length: 64, nullable: true })
  @Field(() => String, { nullable: true, description: "Only services of this category; null: any." })
  category: string | null;

  @Code({ nullable: true })
  severityAtLeast: string | null;

  @MinorUnits({ nullable: true })
  @Field(() => MinorUnitsScalar, {
    nullable: true,
    description:
      "Only when at least this much is at stake, in minor units of `currency`, or of the case's own when that is null; null: any.",
  })
  amountAtLeast: number | null;

  @Code({ length: 3, nullable: true })
  @Field(() => String, {
    nullable: true,
    description: "Only cases in this currency, an ISO 4217 code, e.g. `CNY`; null: any.",
  })
  currency: string | null;

  @Code({ nullable: true })
  breachClass: string | null;
}
