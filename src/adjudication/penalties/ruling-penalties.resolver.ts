import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { sideOf } from "../../case/complaints/complaint.policy";
import { Context } from "../../platform/graphql/context";
import { maySeeInsideOfProvider } from "../../market/providers/provider.queries";
import { many, Reads } from "../../platform/graphql/reads";
import { Ruling } from "../rulings/ruling.entity";
import { Penalty } from "./penalty.entity";

@Resolver(() => Ruling)
export class RulingPenaltiesResolver {
  @Reads<Ruling>("consumerId", "providerId", many(Penalty, "rulingId", "cause", "startsAt"))
  @FieldResolver(() => [Penalty], {
    description:
      "The penalties it caused, the first ordered first. Public, except for those that a threshold of points triggered and leads have not approved: they are for the provider's members and platform staff. Empty while the ruling awaits approval: see `planned`.",
  })
  async penalties(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<Penalty[]> {
    const penalties = await ctx.loaders.many(Penalty, ruling, "rulingId");
    // The consumer of the case sees what a consumer sees, even if they are also staff.
    const inside = sideOf(ctx.actor, ruling) !== "CONSUMER" && (await maySeeInsideOfProvider(ctx, ruling.providerId));
    return penalties.filter(({ cause, startsAt }) => inside || cause !== "THRESHOLD" || startsAt !== null);
  }
}
