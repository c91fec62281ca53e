import { Arg, Authorized, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import type { Role } from "../../accounts/actor/actor";
import { OutsideRouteChoice } from "./outside-route-choice.types";
import { OutsideRoute } from "./outside-route.entity";
import { routesInForce } from "./outside-route.queries";
import { publishOutsideRoute } from "./publish-outside-route";
import { PublishOutsideRouteInput } from "./referral.types";
import { choicesFor } from "./referral.queries";

@ObjectType({ simpleResolvers: true, description: "What `publishOutsideRoute` returns." })
class PublishOutsideRoutePayload extends MutationPayload {
  @Field(() => OutsideRoute, { description: "The version published." })
  outsideRoute: OutsideRoute;
}

@Resolver(() => OutsideRoute)
export class OutsideRouteResolver {
  @Query(() => [OutsideRoute], {
    description:
      "The external routes open to consumers, as the platform described them at one moment, in the order of the law. Public.",
  })
  outsideRouteCatalogue(
    @Arg("at", () => DateTime, { nullable: true, description: "The moment; now when left out." }) at: number | null,
    @Ctx() ctx: Context,
  ): Promise<OutsideRoute[]> {
    return routesInForce(ctx.db, at ?? ctx.nowAgainst("outside_route"));
  }

  @Authorized()
  @Query(() => [OutsideRouteChoice], {
    description:
      "The same for one case: which routes are open to its consumer now, why others are not (those for consumers only are left out where the order was placed for a business), and until when or from when. For the consumer and platform staff. Refused: NOT_FOUND, FORBIDDEN to the provider.",
  })
  outsideRoutes(
    @Arg("complaintId", () => ID, { description: "The case, `cmp_…`." }) complaintId: string,
    @Ctx() ctx: Context,
  ): Promise<OutsideRouteChoice[]> {
    return choicesFor(ctx, complaintId);
  }

  @Authorized<Role>("ADMIN")
  @Mutation(() => PublishOutsideRoutePayload, {
    description:
      "Publishes a new description of an external route, effective now; the previous one stays readable, and linked to the referrals made under it. Refused: BAD_USER_INPUT; ALREADY_EXISTS when another version was published at the same moment.",
  })
  async publishOutsideRoute(
    @Arg("input", () => PublishOutsideRouteInput, INPUT) input: PublishOutsideRouteInput,
    @Ctx() ctx: Context,
  ): Promise<PublishOutsideRoutePayload> {
    const { outsideRouteId } = await ctx.command("publishOutsideRoute", input, (tx, actor) =>
      publishOutsideRoute(tx, actor, input),
    );
    const outsideRoute = await ctx.loaders.byId(OutsideRoute, outsideRouteId);
    if (!outsideRoute) throw new Error(`external route ${outsideRouteId} not found`);
    return { clientMutationId: input.clientMutationId, outsideRoute };
  }
}
