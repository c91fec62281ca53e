import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Listing } from "../listings/listing.entity";
import { Context } from "../platform/graphql/context";
import { Money, moneyOrNull } from "../platform/graphql/money";
import { Ruling } from "../rulings/ruling.entity";
import { Penalty } from "./penalty.entity";
import { statusAt } from "./penalty.schedule";
import type { PenaltyStatus } from "./penalty-status";

@Resolver(() => Penalty)
export class PenaltyResolver {
  @FieldResolver()
  status(@Ctx() ctx: Context, @Root() penalty: Penalty): PenaltyStatus {
    return statusAt(penalty, ctx.now());
  }

  @FieldResolver(() => Money, { nullable: true, description: "How much, for FINE; null for other kinds." })
  amount(@Root() penalty: Penalty): Money | null {
    return moneyOrNull(penalty.amount, penalty.currency);
  }

  @FieldResolver(() => Listing, {
    nullable: true,
    description: "The one listing it freezes; null when it freezes all, and for other kinds.",
  })
  async listing(@Ctx() ctx: Context, @Root() penalty: Penalty): Promise<Listing | null> {
    return penalty.listingId === null ? null : ctx.loaders.byId(Listing, penalty.listingId);
  }

  @FieldResolver(() => Ruling, { nullable: true, description: "The ruling that ordered it." })
  async ruling(@Ctx() ctx: Context, @Root() penalty: Penalty): Promise<Ruling | null> {
    return ctx.loaders.byId(Ruling, penalty.rulingId);
  }
}
