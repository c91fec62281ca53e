import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Order } from "../../market/orders/order.entity";
import { maySeeOrder } from "../../market/orders/order.policy";
import { Context } from "../../platform/graphql/context";
import { isIdOf } from "../../platform/ids";
import { InboxNotice } from "./inbox-notice.types";

@Resolver(() => InboxNotice)
export class NoticeOrderResolver {
  @FieldResolver(() => Order, {
    nullable: true,
    description: "The order, e.g. the one that is overdue; null when it is about none.",
  })
  async order(@Root() { event }: InboxNotice, @Ctx() ctx: Context): Promise<Order | null> {
    const { orderId } = event.data;
    const order = orderId && isIdOf(Order, orderId) ? await ctx.loaders.byId(Order, orderId) : null;
    return order && maySeeOrder(ctx.actor, order) ? order : null;
  }
}
