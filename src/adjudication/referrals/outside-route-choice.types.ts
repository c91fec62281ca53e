import { Field, ObjectType } from "type-graphql";
import { Bilingual } from "../../platform/graphql/bilingual";
import { DateTime } from "../../platform/graphql/scalars";
import { UnavailableBecause } from "../../platform/graphql/unavailable-because";
import { OutsideRoute } from "./outside-route.entity";
import { Referral } from "./referral.entity";

@ObjectType({
  simpleResolvers: true,
  description:
    "One external route, for one case. A known obstacle is a warning, not a bar: `createReferral` is open to the consumer all the same.",
})
export class OutsideRouteChoice {
  @Field(() => OutsideRoute, { description: "Its entry in the catalogue." })
  route: OutsideRoute;

  @Field(() => Bilingual, { description: "Its legal basis for the buyer of this order, consumer or business." })
  legalBasis: Bilingual;

  @Field(() => UnavailableBecause, {
    nullable: true,
    description:
      "Why the body would not accept this dispute now, with `availableAt` if only time is missing; null if the platform knows of no obstacle. The platform cannot know whether a required agreement exists.",
  })
  unavailableBecause: UnavailableBecause | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Until when the body accepts it, counted from the opening of the case; earlier if the consumer knew of it earlier. Null: no limit.",
  })
  openUntil: number | null;

  @Field(() => Referral, {
    nullable: true,
    description: "The consumer's latest referral on this route; null without one.",
  })
  referral: Referral | null;
}
