import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Context } from "../../platform/graphql/context";
import { Ruling } from "../rulings/ruling.entity";
import { inFull } from "../rulings/ruling.queries";
import { Remedy } from "./remedy.entity";
import { remediesInForce } from "./remedy.pure";

@Resolver(() => Ruling)
export class RulingRemediesResolver {
  @FieldResolver(() => [Remedy], {
    nullable: true,
    description:
      "What the provider must do for the consumer, in the order of the decision; for a reversed ruling, only what was done before the reversal. For the parties and platform staff; null to others. Empty while the ruling awaits approval: see `planned`.",
  })
  async remedies(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<Remedy[] | null> {
    return inFull(ctx, ruling, async () =>
      remediesInForce(ruling, await ctx.loaders.manyBy(Remedy, "rulingId", ruling.id)),
    );
  }
}
