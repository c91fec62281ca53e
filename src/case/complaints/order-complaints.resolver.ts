import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { ComplaintConnection } from "./complaint.resolver";
import { PageArgs, pageOfRows, type Page } from "../../platform/graphql/connection";
import { OrderPromise } from "../../market/orders/order-promise.entity";
import { Order } from "../../market/orders/order.entity";
import { PromiseVersion } from "../../market/promises/promise-version.entity";
import { Context } from "../../platform/graphql/context";
import { DateTime } from "../../platform/graphql/scalars";
import { hasRole, isPerson } from "../../accounts/actor/actor";
import { HouseRules } from "../../house-rules/house-rules";
import { Complaint } from "./complaint.entity";
import { maySee } from "./complaint.policy";
import { fileableUntil, lastFileableUntil, lastCaseOf } from "./filing.pure";
import { promisesOf } from "./promises-of-order.queries";
import { Reads } from "../../platform/graphql/reads";

@Resolver(() => Order)
export class OrderComplaintsResolver {
  @Reads<Order>("id")
  @FieldResolver(() => ComplaintConnection, {
    description: "The cases about it that the viewer may see, the first opened first.",
  })
  async complaints(
    @Root() { id }: Order,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() ctx: Context,
  ): Promise<Page<Complaint>> {
    const about = await ctx.loaders.manyBy(Complaint, "orderId", id, "ORDER BY opened_at, id");
    const seen = about.filter((complaint) => maySee(ctx.actor, complaint));
    return pageOfRows(ctx.services.sealer, args, `complaints ${id}`, seen);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      "Until when its consumer may open a case about it (`openComplaint`): the latest of its promises' times, see `OrderPromise.complainableUntil`; null to others.",
  })
  async complainableUntil(@Root() order: Order, @Ctx() ctx: Context): Promise<number | null> {
    if (!isPerson(ctx.actor, order.consumerId) || !hasRole(ctx.actor, "CONSUMER")) return null;
    const rules = await HouseRules.inForce(ctx.db, ctx.now());
    return lastFileableUntil(order, await promisesOf(ctx, order.id), rules, await lastCaseAt(ctx, order.id));
  }
}

@Resolver(() => OrderPromise)
export class PromiseFilingResolver {
  @Reads<OrderPromise>("orderId", "promiseVersionId")
  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      "Until when the consumer may complain about this promise: some days after the order, or after the promise's own time is over (its delivery time, support, returns), whichever is later; about retaliation also after the last case about the order. Null to others.",
  })
  async complainableUntil(@Root() frozen: OrderPromise, @Ctx() ctx: Context): Promise<number | null> {
    const order = await ctx.loaders.byId(Order, frozen.orderId);
    const version = await ctx.loaders.byId(PromiseVersion, frozen.promiseVersionId);
    if (!order || !version || !isPerson(ctx.actor, order.consumerId) || !hasRole(ctx.actor, "CONSUMER")) return null;
    const last = version.platformPromise === null ? null : await lastCaseAt(ctx, order.id);
    return fileableUntil(order, version, await HouseRules.inForce(ctx.db, ctx.now()), last);
  }
}

const lastCaseAt = async (ctx: Context, orderId: string): Promise<number | null> =>
  lastCaseOf(await ctx.loaders.manyBy(Complaint, "orderId", orderId, "ORDER BY opened_at, id"));
