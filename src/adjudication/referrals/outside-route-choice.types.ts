import { Field, ObjectType } from "type-graphql";
import { DateTime } from "../../platform/graphql/scalars";
import { UnavailableBecause } from "../../platform/graphql/unavailable-because";
import { OutsideRoute } from "./outside-route.entity";
import { Referral } from "./referral.entity";

@ObjectType({
  simpleResolvers: true,
  description:
    "One way outside the platform, for one case. What the platform knows to stand in its way is a warning, no bar: `createReferral` is open to the consumer all the same.",
})
export class OutsideRouteChoice {
  @Field(() => OutsideRoute, { description: "What the catalogue says of it." })
  route: OutsideRoute;

  @Field(() => UnavailableBecause, {
    nullable: true,
    description:
      "Why the body would not take this dispute now, with `availableAt` when time alone decides; null: nothing that the platform knows of. Whether an agreement that it needs exists the platform does not know.",
  })
  unavailableBecause: UnavailableBecause | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "Until when the body takes it, counted from the opening of the case; it is earlier if the consumer knew of it earlier. Null: no limit.",
  })
  openUntil: number | null;

  @Field(() => Referral, {
    nullable: true,
    description: "The consumer's latest referral on this way; null without one.",
  })
  referral: Referral | null;
}
