import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { maySee } from "../../case/complaints/complaint.policy";
import { Context } from "../../platform/graphql/context";
import { Ruling } from "../rulings/ruling.entity";
import { Remedy } from "./remedy.entity";
import { remediesThatStand } from "./remedy.pure";

@Resolver(() => Ruling)
export class RulingRemediesResolver {
  @FieldResolver(() => [Remedy], {
    nullable: true,
    description:
      "What the provider must do for the consumer; of a reversed ruling only what was done before. For the parties and platform staff; null to others. Empty while the ruling awaits approval: see `planned`.",
  })
  async remedies(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<Remedy[] | null> {
    if (!maySee(ctx.actor, ruling)) return null;
    return remediesThatStand(ruling, await ctx.loaders.manyBy(Remedy, "rulingId", ruling.id));
  }
}
