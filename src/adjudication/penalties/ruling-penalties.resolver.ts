import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { sideOf } from "../../case/complaints/complaint.policy";
import { Context } from "../../platform/graphql/context";
import { seesInside } from "../../market/providers/provider.queries";
import { Ruling } from "../rulings/ruling.entity";
import { Penalty } from "./penalty.entity";

@Resolver(() => Ruling)
export class RulingPenaltiesResolver {
  @FieldResolver(() => [Penalty], {
    description:
      "What was done against the provider. Public, but for what a threshold of points calls for and leads have not agreed to: that is for the provider's members and platform staff. Empty while the ruling awaits approval: see `planned`.",
  })
  async penalties(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<Penalty[]> {
    const penalties = await ctx.loaders.manyBy(Penalty, "rulingId", ruling.id);
    // Whoever complained reads as the consumer, also when they are staff.
    const inside = sideOf(ctx.actor, ruling) !== "CONSUMER" && (await seesInside(ctx, ruling.providerId));
    return penalties.filter(({ cause, startsAt }) => inside || cause !== "THRESHOLD" || startsAt !== null);
  }
}
