import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Account } from "../../accounts/account/account.entity";
import type { Context } from "../../platform/graphql/context";
import { ProviderMember } from "./provider-member.entity";
import { membershipsOf } from "./provider.queries";
import { Reads } from "../../platform/graphql/reads";

/** A field of Account, defined here because accounts do not know providers. */
@Resolver(() => Account)
export class AccountMembershipsResolver {
  @Reads<Account>("id")
  @FieldResolver(() => [ProviderMember], {
    nullable: true,
    description:
      "The providers this person acts for, in the order in which they became a member. Null unless it is one's own account; administrators and auditors see it too.",
  })
  memberships(@Ctx() ctx: Context, @Root() account: Account): Promise<ProviderMember[] | null> {
    return membershipsOf(ctx, account.id);
  }
}
