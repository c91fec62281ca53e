import { allOf, list, raw, sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { page } from "../../platform/graphql/keyset-page";
import type { Context } from "../../platform/graphql/context";
import { within } from "../../platform/graphql/date-time-range";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { Order } from "./order.entity";
import type { OrderFilter } from "./order.types";
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

async function orders(
  context: Context,
  args: PageArgs,
  { statuses, listingId, placedAt }: OrderFilter,
  party: "consumer_id" | "provider_id",
  id: string,
): Promise<Page<Order>> {
  return page(context.db, context.services.sealer, args, {
    entity: Order,
    where: allOf([
      sql`${raw(`t.${party}`)} = ${id}`,
      statuses && sql`t.status IN ${list(statuses)}`,
      listingId && sql`t.listing_id = ${listingId}`,
      within("t.placed_at", placedAt, "filter.placedAt"),
    ]),
    by: "placedAt",
    direction: "DESC",
  });
}
