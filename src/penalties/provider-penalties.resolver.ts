import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { PageArgs, type Page } from "../platform/graphql/connection";
import { Context } from "../platform/graphql/context";
import { Provider } from "../providers/provider.entity";
import { Penalty } from "./penalty.entity";
import { penaltiesOfProvider, PenaltyConnection } from "./penalty.queries";

@Resolver(() => Provider)
export class ProviderPenaltiesResolver {
  @FieldResolver(() => PenaltyConnection, {
    description:
      "Penalties that act now or acted before, the latest first. Public. Those still waiting, stayed or taken back are not listed. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  penalties(
    @Ctx() ctx: Context,
    @Root() provider: Provider,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Penalty>> {
    return penaltiesOfProvider(ctx, provider.id, args);
  }
}
