import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Context } from "../platform/graphql/context";
import { Ruling } from "../rulings/ruling.entity";
import { Penalty } from "./penalty.entity";

@Resolver(() => Ruling)
export class RulingPenaltiesResolver {
  @FieldResolver(() => [Penalty], {
    description: "What was done against the provider. Public. Empty while the ruling awaits approval: see `planned`.",
  })
  penalties(@Ctx() ctx: Context, @Root() ruling: Ruling): Promise<Penalty[]> {
    return ctx.loaders.manyBy(Penalty, "rulingId", ruling.id);
  }
}
