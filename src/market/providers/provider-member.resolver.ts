import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import type { Context } from "../../platform/graphql/context";
import { ProviderMember } from "./provider-member.entity";
import { Provider } from "./provider.entity";
import { one, Reads } from "../../platform/graphql/reads";

@Resolver(() => ProviderMember)
export class ProviderMemberResolver {
  @Reads<ProviderMember>(one(Provider, "providerId"))
  @FieldResolver(() => Provider, { description: "The provider they work for." })
  provider(@Ctx() ctx: Context, @Root() member: ProviderMember): Promise<Provider | null> {
    return ctx.loaders.one(Provider, member, "providerId");
  }

  @Reads<ProviderMember>(one(Account, "accountId"))
  @FieldResolver(() => Account, { description: "The member's account." })
  account(@Ctx() ctx: Context, @Root() member: ProviderMember): Promise<Account | null> {
    return ctx.loaders.one(Account, member, "accountId");
  }
}
