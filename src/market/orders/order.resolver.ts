import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import { absentAsNull } from "../../platform/graphql/absent";
import { Account } from "../../accounts/account/account.entity";
import { HouseRules } from "../../house-rules/house-rules";
import { Listing } from "../listings/listing.entity";
import { PageArgs, type Page } from "../../platform/graphql/connection";
import type { Available } from "../../platform/graphql/available-action";
import { Context } from "../../platform/graphql/context";
import type { MutationInput } from "../../platform/graphql/idempotency";
import type { Role } from "../../accounts/actor/actor";
import { Provider } from "../providers/provider.entity";
import { moveOrder } from "./move-order";
import { Order } from "./order.entity";
import {
  AllOrdersFilter,
  CancelOrderInput,
  CancelOrderPayload,
  CompleteOrderInput,
  CompleteOrderPayload,
  DeliverOrderInput,
  DeliverOrderPayload,
  PlaceOrderInput,
  OrderFilter,
  PlaceOrderPayload,
  ReportNotReceivedInput,
  ReportNotReceivedPayload,
} from "./order.types";
import { OrderPromise } from "./order-promise.entity";
import { whyNotMove } from "./order.policy";
import { loadDescription, myOrders, OrderConnection, providerOrders, readOrder, searchOrders } from "./order.queries";
import { orderActions, type OrderAction } from "./order-status.types";
import { placeOrder } from "./place-order";
import { one, Reads } from "../../platform/graphql/reads";

@Resolver(() => Order)
export class OrderResolver {
  @Authorized<Role>()
  @Query(() => Order, {
    nullable: true,
    description: "One order, for its parties and platform staff. Null when there is none, or none for the viewer.",
  })
  async order(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "Its id, `ord_…`." }) id: string,
  ): Promise<Order | null> {
    return absentAsNull(readOrder(context, id));
  }

  @Authorized<Role>()
  @Query(() => OrderConnection, { description: "The orders you have placed, newest first." })
  async myOrders(
    @Ctx() context: Context,
    @Arg("filter", () => OrderFilter, { nullable: true, description: "Which orders; all without one." })
    filter: OrderFilter | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Order>> {
    return myOrders(context, filter ?? {}, args);
  }

  @Authorized<Role>()
  @Query(() => OrderConnection, {
    description:
      "The orders placed with a provider, newest first. For its members and platform staff. Refused: NOT_FOUND.",
  })
  async providerOrders(
    @Ctx() context: Context,
    @Arg("providerId", () => ID, { description: "Id of the provider, `prv_…`." }) providerId: string,
    @Arg("filter", () => OrderFilter, { nullable: true, description: "Which orders; all without one." })
    filter: OrderFilter | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Order>> {
    return providerOrders(context, providerId, filter ?? {}, args);
  }

  @Authorized<Role>("MODERATOR", "LEAD_MODERATOR", "INSPECTOR", "AUDITOR")
  @Query(() => OrderConnection, {
    description:
      "All orders, newest first: those that `order` shows these people. For moderators, lead moderators, inspectors and auditors. Refused: BAD_USER_INPUT, CURSOR_INVALID.",
  })
  async orders(
    @Ctx() context: Context,
    @Arg("filter", () => AllOrdersFilter, { nullable: true, description: "Which orders; all without one." })
    filter: AllOrdersFilter | null,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Page<Order>> {
    return searchOrders(context, filter ?? {}, args);
  }

  @Authorized<Role>("CONSUMER")
  @Mutation(() => PlaceOrderPayload, {
    description:
      "Orders a listing and freezes its promises into the order. Refused: NOT_FOUND, LISTING_UNAVAILABLE when it is not listed, frozen, or its provider is suspended (with the time that ends), CONFLICT_OF_INTEREST for a member of the provider, STALE_VERSION when the price, or what is promised, has changed.",
  })
  async placeOrder(
    @Ctx() context: Context,
    @Arg("input", () => PlaceOrderInput, { description: "What to order." }) input: PlaceOrderInput,
  ): Promise<PlaceOrderPayload> {
    const { id } = await context.command("placeOrder", input, async (tx, actor) => ({
      id: (await placeOrder(tx, actor, input)).id,
    }));
    return { clientMutationId: input.clientMutationId, order: await readOrder(context, id) };
  }

  @Authorized<Role>("PROVIDER_OWNER", "PROVIDER_STAFF")
  @Mutation(() => DeliverOrderPayload, {
    description:
      "The provider reports that it has delivered; the consumer is notified, and the order completes by itself at `Order.completeAt`. Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE unless PLACED.",
  })
  async deliverOrder(
    @Ctx() context: Context,
    @Arg("input", () => DeliverOrderInput, { description: "Which order was delivered." }) input: DeliverOrderInput,
  ): Promise<DeliverOrderPayload> {
    return move(context, "deliverOrder", input, "DELIVER");
  }

  @Authorized<Role>("CONSUMER")
  @Mutation(() => CompleteOrderPayload, {
    description:
      "The consumer confirms the delivery. Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE unless DELIVERED.",
  })
  async completeOrder(
    @Ctx() context: Context,
    @Arg("input", () => CompleteOrderInput, { description: "Which order is complete." }) input: CompleteOrderInput,
  ): Promise<CompleteOrderPayload> {
    return move(context, "completeOrder", input, "COMPLETE");
  }

  @Authorized<Role>("CONSUMER")
  @Mutation(() => CancelOrderPayload, {
    description:
      "The consumer cancels before delivery. Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE unless PLACED.",
  })
  async cancelOrder(
    @Ctx() context: Context,
    @Arg("input", () => CancelOrderInput, { description: "Which order to cancel." }) input: CancelOrderInput,
  ): Promise<CancelOrderPayload> {
    return move(context, "cancelOrder", input, "CANCEL");
  }

  @Authorized<Role>("CONSUMER")
  @Mutation(() => ReportNotReceivedPayload, {
    description:
      "The consumer reports that an order recorded as delivered did not arrive. It is PLACED again, its provider is notified and must record the delivery again, and the record alone no longer proves whether it was on time. Refused: NOT_FOUND, FORBIDDEN, NOT_IN_THIS_STATE unless DELIVERED, LIMIT_REACHED after as many times as the house rule `order.notReceived` says.",
  })
  async reportNotReceived(
    @Ctx() context: Context,
    @Arg("input", () => ReportNotReceivedInput, { description: "Which order did not arrive." })
    input: ReportNotReceivedInput,
  ): Promise<ReportNotReceivedPayload> {
    return move(context, "reportNotReceived", input, "REPORT_NOT_RECEIVED");
  }

  @Reads<Order>("id")
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What the listing said of the service when it was ordered, plain text, whatever it says now. Null for orders from before this was kept.",
  })
  description(@Ctx() context: Context, @Root() { id }: Order): Promise<string | null> {
    return loadDescription(context, id);
  }

  @Reads<Order>("id")
  @FieldResolver(() => [OrderPromise], {
    description: "Everything that was promised when it was placed, in the order in which it was frozen into the order.",
  })
  async promises(@Ctx() context: Context, @Root() order: Order): Promise<OrderPromise[]> {
    return context.loaders.manyBy(OrderPromise, "orderId", order.id, "ORDER BY id");
  }

  @Reads<Order>(one(Account, "consumerId"))
  @FieldResolver(() => Account, { description: "The consumer who ordered." })
  async consumer(@Ctx() context: Context, @Root() order: Order): Promise<Account | null> {
    return context.loaders.one(Account, order, "consumerId");
  }

  @Reads<Order>(one(Listing, "listingId"))
  @FieldResolver(() => Listing, {
    description: "The listing as it is now; `title`, `description` and `price` are as they were when it was ordered.",
  })
  async listing(@Ctx() context: Context, @Root() order: Order): Promise<Listing | null> {
    return context.loaders.one(Listing, order, "listingId");
  }

  @Reads<Order>(one(Provider, "providerId"))
  @FieldResolver(() => Provider, { description: "The provider that sold it." })
  async provider(@Ctx() context: Context, @Root() order: Order): Promise<Provider | null> {
    return context.loaders.one(Provider, order, "providerId");
  }

  @FieldResolver(() => [orderActions.AvailableAction], { description: "What the viewer may do with it." })
  async availableActions(@Ctx() context: Context, @Root() order: Order): Promise<Available<OrderAction>[]> {
    const rules = await HouseRules.inForce(context.db, context.now());
    const most = rules.number("order.notReceived", "times");
    return orderActions.availableTo(context, (action) => whyNotMove(action, context.actor, order, most));
  }
}

async function move(
  context: Context,
  name: string,
  input: MutationInput & { orderId: string },
  action: OrderAction,
): Promise<{ clientMutationId?: string; order: Order }> {
  const { id } = await context.command(name, input, async (tx, actor) => ({
    id: (await moveOrder(tx, actor, input.orderId, action)).id,
  }));
  return { clientMutationId: input.clientMutationId, order: await readOrder(context, id) };
}
