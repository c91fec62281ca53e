import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { isMemberOf } from "../../accounts/actor/actor";
import { Provider } from "../../market/providers/provider.entity";
import { Penalty } from "./penalty.entity";
import { penaltiesAhead, penaltiesOfProvider, PenaltyConnection } from "./penalty.queries";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => Provider)
export class ProviderPenaltiesResolver {
  @Reads<Provider>("id")
  @FieldResolver(() => PenaltyConnection, {
    description:
      "Penalties that act now or acted before, the latest first. Public; warnings and public notices that have ended only for its members and staff, though the public register keeps them. Waiting, stayed and reversed ones are not listed. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  penalties(
    @Ctx() ctx: Context,
    @Root() provider: Provider,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Penalty>> {
    return penaltiesOfProvider(ctx, provider.id, args);
  }

  @Reads<Provider>("id")
  @FieldResolver(() => PenaltyConnection, {
    nullable: true,
    description:
      "Penalties that do not act yet, the latest ordered first: those that wait for their ruling to become final or for leads' approval, and those stayed by an appeal or an external procedure. For the provider's members; null to others. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  async penaltiesAhead(
    @Ctx() ctx: Context,
    @Root() provider: Provider,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Penalty> | null> {
    return isMemberOf(ctx.actor, provider.id) ? penaltiesAhead(ctx, provider.id, args) : null;
  }
}
