import { Arg, Authorized, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import { Context } from "../../platform/graphql/context";
import { INPUT, MutationPayload } from "../../platform/graphql/idempotency";
import { DateTime } from "../../platform/graphql/scalars";
import type { Role } from "../../accounts/actor";
import { OutsideRouteChoice } from "./outside-route-choice.types";
import { OutsideRoute } from "./outside-route.entity";
import { routesInForce } from "./outside-route.queries";
import { publishOutsideRoute } from "./publish-outside-route";
import { PublishOutsideRouteInput } from "./referral.types";
import { choicesFor } from "./referral.queries";

@ObjectType({ simpleResolvers: true, description: "What `publishOutsideRoute` gives back." })
class PublishOutsideRoutePayload extends MutationPayload {
  @Field(() => OutsideRoute, { description: "The version published." })
  outsideRoute: OutsideRoute;
}

@Resolver(() => OutsideRoute)
export class OutsideRouteResolver {
  @Query(() => [OutsideRoute], {
    description:
      "The ways that a consumer may take outside the platform, as it described them at one moment, in the order in which the law names them. Public.",
  })
  outsideRouteCatalogue(
    @Arg("at", () => DateTime, { nullable: true, description: "The moment; now when left out." }) at: number | null,
    @Ctx() ctx: Context,
  ): Promise<OutsideRoute[]> {
    return routesInForce(ctx.db, at ?? ctx.now());
  }

  @Authorized()
  @Query(() => [OutsideRouteChoice], {
    description:
      "The same for one case: which ways are open to its consumer now, and why not, and since when or until when. For the consumer and platform staff. Refused: NOT_FOUND, FORBIDDEN to the provider.",
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
      "Says from now on something else of one of the ways outside; what was said before stays on record, and with the referrals made under it. Refused: BAD_USER_INPUT; ALREADY_EXISTS when another version was published at the same moment.",
  })
  async publishOutsideRoute(
    @Arg("input", () => PublishOutsideRouteInput, INPUT) input: PublishOutsideRouteInput,
    @Ctx() ctx: Context,
  ): Promise<PublishOutsideRoutePayload> {
    const { outsideRouteId } = await ctx.command("publishOutsideRoute", input, (tx, actor) =>
      publishOutsideRoute(tx, actor, input),
    );
    const outsideRoute = await ctx.loaders.byId(OutsideRoute, outsideRouteId);
    if (!outsideRoute) throw new Error(`${outsideRouteId} is gone`);
    return { clientMutationId: input.clientMutationId, outsideRoute };
  }
}
