import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Order } from "../../market/orders/order.entity";
import { Context } from "../../platform/graphql/context";
import { DateTime } from "../../platform/graphql/scalars";
import { hasRole, isPerson } from "../../accounts/actor";
import { HouseRules } from "../../house-rules/house-rules";
import { Complaint } from "./complaint.entity";
import { maySee } from "./complaint.policy";
import { fileableUntil } from "./filing.pure";

@Resolver(() => Order)
export class OrderComplaintsResolver {
  @FieldResolver(() => [Complaint], {
    description: "The cases about it that the viewer may see, the first opened first.",
  })
  async complaints(@Root() order: Order, @Ctx() ctx: Context): Promise<Complaint[]> {
    const about = await ctx.loaders.manyBy(Complaint, "orderId", order.id, "ORDER BY opened_at, id");
    return about.filter((complaint) => maySee(ctx.actor, complaint));
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: "Until when its consumer may open a case about it (`openComplaint`); null to others.",
  })
  async complainableUntil(@Root() order: Order, @Ctx() ctx: Context): Promise<number | null> {
    if (!isPerson(ctx.actor, order.consumerId) || !hasRole(ctx.actor, "CONSUMER")) return null;
    return fileableUntil(order, await HouseRules.inForce(ctx.db, ctx.now()));
  }
}
