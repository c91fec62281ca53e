import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Listing } from "../listings/listing.entity";
import { loadRestrictions } from "../listings/listing.queries";
import { Restrictions } from "../listings/restrictions";
import { Context } from "../../platform/graphql/context";
import { unavailableBecause, UnavailableBecause } from "../../platform/graphql/unavailable-because";
import { Provider } from "../providers/provider.entity";
import { whyNotOrder } from "./order.policy";

@Resolver(() => Listing)
export class ListingOrdersResolver {
  @FieldResolver(() => UnavailableBecause, {
    nullable: true,
    description:
      "What keeps the viewer from `placeOrder` now, UNAUTHENTICATED for visitors; null: it would succeed at the present `price`.",
  })
  async orderUnavailableBecause(@Root() listing: Listing, @Ctx() ctx: Context): Promise<UnavailableBecause | null> {
    const provider = await ctx.loaders.byId(Provider, listing.providerId);
    if (!provider) throw new Error(`the provider of listing ${listing.id} is missing`);
    const restrictions = (await loadRestrictions(ctx, provider.id)) ?? new Restrictions([]);
    return unavailableBecause(ctx, whyNotOrder(ctx.actor, listing, provider.status, restrictions));
  }
}
