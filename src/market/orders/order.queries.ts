import { Account } from "../../accounts/account/account.entity";
import type { Reader } from "../../platform/database/reader";
import { place } from "../../platform/database/searched";
import { allOf, list, sql, type Sql } from "../../platform/database/sql";
import { Connection, type Page, type PageArgs } from "../../platform/graphql/connection";
import { searchedPage } from "../../platform/graphql/searched-page";
import type { Context } from "../../platform/graphql/context";
import { within } from "../../platform/graphql/date-time-range";
import { isIdOf } from "../../platform/ids";
import { Refusal } from "../../platform/refusal";
import { batchLoader } from "../listings/batch-loader";
import { Order } from "./order.entity";
import { OrderStatus } from "./order-status.types";
import type { AllOrdersFilter, OrderFilter } from "./order.types";
import { maySeeOrder, maySeeOrdersOf } from "./order.policy";
import { Provider } from "../providers/provider.entity";

export const OrderConnection = Connection(Order, "Order");

/** What the listings of these orders said of the service when they were placed. Those of which it is not known are left out. */
export async function describedIn(reader: Reader, orderIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await reader.query<{ id: string; description: string }>(
    sql`SELECT o.id, COALESCE((SELECT f.text FROM former_description f
          WHERE f.listing_id = o.listing_id AND f.version >= o.listing_version ORDER BY f.version LIMIT 1), l.description) AS description
        FROM service_order o JOIN listing l ON l.id = o.listing_id
        WHERE o.id IN (${list(orderIds)}) AND o.listing_version IS NOT NULL`,
  );
  return new Map(rows.map(({ id, description }) => [id, description]));
}

export const loadDescription = batchLoader(({ db }, orderIds) => describedIn(db, orderIds));

/** NOT_FOUND alike for absent ones, hidden ones and ids of other things. */
export async function readOrder(context: Context, id: string): Promise<Order> {
  const order = isIdOf(Order, id) ? await context.loaders.byId(Order, id) : null;
  if (!order || !maySeeOrder(context.actor, order)) throw new Refusal("NOT_FOUND", { field: "id" });
  return order;
}

export async function myOrders(context: Context, filter: OrderFilter, args: PageArgs): Promise<Page<Order>> {
  const { accountId } = context.signedIn();
  return orders(context, args, filter, [sql`t.consumer_id = ${accountId}`], [accountId]);
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
  return orders(context, args, filter, [sql`t.provider_id = ${providerId}`], [providerId]);
}

/** All orders, for those who may see any: everyone else is refused at the door. */
export async function searchOrders(context: Context, filter: AllOrdersFilter, args: PageArgs): Promise<Page<Order>> {
  const { statuses, listingId, providerId, consumerId } = filter;
  const given = [
    providerId && sql`t.provider_id = ${providerId}`,
    consumerId && sql`t.consumer_id = ${consumerId}`,
    listingId && sql`t.listing_id = ${listingId}`,
  ].filter(Boolean);
  // Without them each state along its own index, so that a rare one costs no more than a frequent one.
  const states = (statuses ?? Object.values(OrderStatus)).map((status) => sql`t.status = ${status}`);
  const isWhole = given.length === 0;
  return orders(context, args, filter, isWhole ? states : [allOf(given)], ["all", providerId, consumerId], isWhole);
}

async function orders(
  context: Context,
  args: PageArgs,
  filter: OrderFilter,
  ways: readonly Sql[],
  of: readonly unknown[],
  isWhole = false,
): Promise<Page<Order>> {
  const { statuses, listingId, placedAt, text } = filter;
  const narrowed = allOf([
    // The `+` hides the state's index from SQLite, where ever so many share a state: what is in `ways` is to be read.
    statuses && sql`+t.status IN (${list(statuses)})`,
    listingId && sql`t.listing_id = ${listingId}`,
    within("t.placed_at", placedAt, "filter.placedAt"),
  ]);
  const keyset = { entity: Order, by: "placedAt", direction: "DESC" } as const;
  return searchedPage(context, args, keyset, ["orders", ...of], {
    ways,
    isWhole,
    narrowed,
    text,
    places: PLACES,
    exactly: text ? sql`t.external_number = ${text}` : null,
  });
}

/** Where an order is found by text. Each is shown to whoever sees the order. */
const PLACES = [
  place("t.id", Order, "title"),
  place("t.provider_id", Provider, "legalName"),
  place("t.consumer_id", Account, "displayName"),
];
