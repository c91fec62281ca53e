import { Account } from "../../accounts/account.entity";
import { foundIn, isFoundIn, place } from "../../platform/database/searched";
import { allOf, list, raw, sql, type Condition } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page, pageOfAny } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { within } from "../../platform/graphql/date-time-range";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Order } from "./order.entity";
import { OrderStatus } from "./order-status.types";
import type { AllOrdersFilter, OrderFilter } from "./order.types";
import { maySeeOrder, maySeeOrdersOf } from "./order.policy";
import { Provider } from "../providers/provider.entity";

export const OrderConnection = Connection(Order, "Order");

/** NOT_FOUND alike for absent ones, hidden ones and ids of other things. */
export async function readOrder(context: Context, id: string, field = "id"): Promise<Order> {
  const order = isIdOf(Order, id) ? await context.loaders.byId(Order, id) : null;
  if (!order || !maySeeOrder(context.actor, order)) throw new Refusal("NOT_FOUND", { field });
  return order;
}

export async function myOrders(context: Context, filter: OrderFilter, args: PageArgs): Promise<Page<Order>> {
  return orders(context, args, filter, "consumer_id", context.signedIn().accountId);
}

/** For the provider's members and staff. */
export async function providerOrders(
  context: Context,
  providerId: string,
  filter: OrderFilter,
  args: PageArgs,
): Promise<Page<Order>> {
  if (!isIdOf(Provider, providerId) || !maySeeOrdersOf(context.actor, providerId))
    throw new Refusal("NOT_FOUND", { field: "providerId" });
  return orders(context, args, filter, "provider_id", providerId);
}

/** All orders, for those who may see any: everyone else is refused at the door. */
export async function searchOrders(context: Context, filter: AllOrdersFilter, args: PageArgs): Promise<Page<Order>> {
  const { text, statuses, providerId, consumerId } = filter;
  const narrowed = allOf([
    providerId && sql`t.provider_id = ${providerId}`,
    consumerId && sql`t.consumer_id = ${consumerId}`,
    ...common(filter),
  ]);
  const inState = statuses && sql`t.status IN (${list(statuses)})`;
  const conditions = text
    ? foundIn(PLACES, text).map((found) => allOf([found, inState, narrowed]))
    : filter.listingId || providerId || consumerId
      ? [allOf([narrowed, inState])]
      : // Each state along its own index, so that a rare one costs no more than a frequent one.
        [...new Set(statuses ?? Object.values(OrderStatus))].map((status) => sql`t.status = ${status} AND ${narrowed}`);
  const name = JSON.stringify(["all orders", conditions]);
  const { db, services } = context;
  return pageOfAny(db, services.sealer, args, { name, entity: Order, by: "placedAt", direction: "DESC" }, conditions);
}

async function orders(
  context: Context,
  args: PageArgs,
  filter: OrderFilter,
  party: "consumer_id" | "provider_id",
  id: string,
): Promise<Page<Order>> {
  const { statuses, text } = filter;
  return page(context.db, context.services.sealer, args, {
    entity: Order,
    where: allOf([
      sql`${raw(`t.${party}`)} = ${id}`,
      statuses && sql`t.status IN (${list(statuses)})`,
      ...common(filter),
      text && isFoundIn(PLACES, text),
    ]),
    by: "placedAt",
    direction: "DESC",
  });
}

const common = ({ listingId, placedAt }: OrderFilter): Condition[] => [
  listingId && sql`t.listing_id = ${listingId}`,
  within("t.placed_at", placedAt, "filter.placedAt"),
];

/** Where an order is found by text. Each is shown to whoever sees the order. */
const PLACES = [
  place("t.id", Order, "title"),
  place("t.provider_id", Provider, "legalName"),
  place("t.consumer_id", Account, "displayName"),
];
