import { Args, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from "type-graphql";
import { sql } from "../../platform/database/sql";
import { Connection, PageArgs, type Page } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import { Context } from "../../platform/graphql/context";
import { Provider } from "../../market/providers/provider.entity";
import { maySeeInsideOfProvider } from "../../market/providers/provider.queries";
import { Ruling } from "../rulings/ruling.entity";
import { PointsEntry } from "./points-entry.entity";
import { activePoints, type Points } from "./points-entries.pure";
import { Violation } from "./violation.entity";
import { one, Reads } from "../../platform/graphql/reads";

const PointsEntryConnection = Connection(PointsEntry, "PointsEntry");
const ViolationConnection = Connection(Violation, "Violation");

@ObjectType("ProviderPoints", { simpleResolvers: true, description: "A provider's points for violations (违规积分)." })
class ProviderPoints implements Points {
  @Field(() => Int, { description: "Points that count now: of final rulings, not expired." })
  active: number;

  @Field(() => Int, { description: "Points of rulings that can still be appealed; they count once these are final." })
  provisional: number;
}

@Resolver(() => Provider)
export class ProviderPointsResolver {
  @Reads<Provider>("id")
  @FieldResolver(() => ProviderPoints, {
    nullable: true,
    description: "The points at this moment. For the provider's members and platform staff; null to others.",
  })
  async points(@Ctx() ctx: Context, @Root() provider: Provider): Promise<Points | null> {
    if (!(await maySeeInsideOfProvider(ctx, provider.id))) return null;
    const entries = await ctx.loaders.manyBy(PointsEntry, "providerId", provider.id, "ORDER BY number");
    return activePoints(entries, ctx.now());
  }

  @Reads<Provider>("id")
  @FieldResolver(() => PointsEntryConnection, {
    nullable: true,
    description:
      "The ledger of points, the latest line first. For the provider's members and platform staff; null to others. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  async pointsLedger(
    @Ctx() ctx: Context,
    @Root() provider: Provider,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<PointsEntry> | null> {
    if (!(await maySeeInsideOfProvider(ctx, provider.id))) return null;
    return page(ctx, args, {
      entity: PointsEntry,
      where: sql`t.provider_id = ${provider.id}`,
      by: "number",
      direction: "DESC",
    });
  }

  @Reads<Provider>("id")
  @FieldResolver(() => ViolationConnection, {
    nullable: true,
    description:
      "What rulings found against the provider, the latest first, including reversed ones. For its members and platform staff; null to others. Refused: CURSOR_INVALID for the cursor of another list.",
  })
  async violations(
    @Ctx() ctx: Context,
    @Root() provider: Provider,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Violation> | null> {
    if (!(await maySeeInsideOfProvider(ctx, provider.id))) return null;
    return page(ctx, args, {
      entity: Violation,
      where: sql`t.provider_id = ${provider.id}`,
      by: "foundAt",
      direction: "DESC",
    });
  }
}

@Resolver(() => PointsEntry)
export class PointsEntryResolver {
  @Reads<PointsEntry>(one(Violation, "violationId"))
  @FieldResolver(() => Violation, { description: "The violation that the points are for." })
  violation(@Ctx() ctx: Context, @Root() entry: PointsEntry): Promise<Violation | null> {
    return ctx.loaders.one(Violation, entry, "violationId");
  }

  @Reads<PointsEntry>("provisional")
  @FieldResolver(() => Boolean, {
    description: "Whether the line is about points that do not count yet. Those end with the line COUNTED.",
  })
  provisional(@Root() entry: PointsEntry): boolean {
    return entry.provisional;
  }
}

@Resolver(() => Violation)
export class ViolationResolver {
  @Reads<Violation>(one(Ruling, "rulingId"))
  @FieldResolver(() => Ruling, { description: "The ruling that found it, or that was not performed." })
  ruling(@Ctx() ctx: Context, @Root() violation: Violation): Promise<Ruling | null> {
    return ctx.loaders.one(Ruling, violation, "rulingId");
  }
}
