import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import { Context } from "../../platform/graphql/context";
import { Provider } from "../../market/providers/provider.entity";
import { Ruling } from "./ruling.entity";
import { listRulings, RulingConnection } from "./ruling.queries";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => Provider)
export class ProviderRulingsResolver {
  @Reads<Provider>("id")
  @FieldResolver(() => RulingConnection, {
    description:
      "Rulings in cases against it, the latest issued first. Public. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  rulings(
    @Ctx() ctx: Context,
    @Root() provider: Provider,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Ruling>> {
    return listRulings(ctx, { providerId: provider.id }, args);
  }
}
