import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Listing } from "../../market/listings/listing.entity";
import { Context } from "../../platform/graphql/context";
import { PlannedPenalty } from "./planned-measures.types";

@Resolver(() => PlannedPenalty)
export class PlannedPenaltyResolver {
  @FieldResolver(() => Listing, { nullable: true, description: "The listing of `listingId`; null where that is." })
  async listing(@Ctx() ctx: Context, @Root() { listingId }: PlannedPenalty): Promise<Listing | null> {
    return listingId === null ? null : ctx.loaders.byId(Listing, listingId);
  }
}
