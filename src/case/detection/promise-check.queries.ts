import { isMemberOf } from "../../accounts/actor/actor";
import { HouseRules } from "../../house-rules/house-rules";
import { readListing } from "../../market/listings/listing.queries";
import { CHECKED_BY_REQUESTS, type OrderRecord } from "../../market/orders/order-record.pure";
import { Order } from "../../market/orders/order.entity";
import { readPromise } from "../../market/promises/promise.queries";
import type { PromiseKind } from "../../market/promises/promise-kind.types";
import { termsOfKind } from "../../market/promises/terms-by-kind.pure";
import { readProvider } from "../../market/providers/provider.queries";
import type { Row } from "../../platform/database/reader";
import { list, raw, sql } from "../../platform/database/sql";
import type { Context } from "../../platform/graphql/context";
import type { Money } from "../../platform/graphql/money";
import { Refusal } from "../../platform/refusal";
import { DAY } from "../../platform/time";
import { toOrderRecord, type Asked } from "../complaints/order-record.pure";
import { promiseCheckText } from "./promise-check-text.pure";
import { checkProposed } from "./promise-check.pure";
import type { PromiseCheck, PromiseCheckInput } from "./promise-check.types";
import { groupBy } from "../../platform/grouping.pure";

/** Where the promise is to hold, and what it is about. */
interface Target {
  providerId: string;
  /** null: everything that the provider sells. */
  listingId: string | null;
  kind: PromiseKind;
}

/** For members of the provider only: what its orders were like is its own business. */
export async function checkPromiseTerms(ctx: Context, input: PromiseCheckInput): Promise<PromiseCheck> {
  const target = await readTarget(ctx, input);
  const terms = termsOfKind(target.kind, input.terms ?? {}, "input.terms");
  const rules = await HouseRules.inForce(ctx.db, ctx.now());
  const days = rules.number("promise.check", "days");
  const leastOrders = rules.number("promise.check", "least");
  const records = await pastRecords(ctx, target, {
    since: ctx.now() - days * DAY,
    limit: rules.number("promise.check", "orders"),
  });
  const bar = { least: leastOrders, part: rules.number("promise.check", "percent") / 100 };
  const facts = checkProposed(records, { kind: target.kind, terms }, ctx.now(), bar);
  return {
    ...facts,
    owed: sums(facts.owed),
    atStake: sums(facts.atStake),
    leastOrders,
    days,
    text: promiseCheckText(facts, { kind: target.kind, terms }, leastOrders, ctx.locale),
  };
}

async function readTarget(
  ctx: Context,
  { listingId, providerId, promiseId, kind }: PromiseCheckInput,
): Promise<Target> {
  if ([listingId, providerId, promiseId].filter(Boolean).length !== 1)
    throw new Refusal("BAD_USER_INPUT", { reason: "promise.oneTarget", field: "input" });
  if (promiseId) return targetOfPromise(ctx, promiseId, kind ?? null);
  if (!kind) throw new Refusal("BAD_USER_INPUT", { reason: "promise.kindMissing", field: "input.kind" });
  if (!listingId) {
    const provider = await readProvider(ctx, providerId ?? "", "input.providerId");
    return ownTarget(ctx, { providerId: provider.id, listingId: null, kind }, "input.providerId");
  }
  const listing = await readListing(ctx, listingId, "input.listingId");
  return ownTarget(ctx, { providerId: listing.providerId, listingId, kind }, "input.listingId");
}

async function targetOfPromise(ctx: Context, promiseId: string, kind: PromiseKind | null): Promise<Target> {
  const promise = await readPromise(ctx, promiseId, "input.promiseId");
  if (kind && kind !== promise.kind)
    throw new Refusal("BAD_USER_INPUT", {
      reason: "promise.kindFixed",
      field: "input.kind",
      params: { kind: promise.kind },
    });
  // The platform's own promises are nobody's to publish.
  if (promise.providerId === null)
    throw new Refusal("FORBIDDEN", { reason: "provider.notMember", field: "input.promiseId" });
  return ownTarget(ctx, { ...promise, providerId: promise.providerId }, "input.promiseId");
}

function ownTarget(ctx: Context, { providerId, listingId, kind }: Target, field: string): Target {
  if (!isMemberOf(ctx.actor, providerId)) throw new Refusal("FORBIDDEN", { reason: "provider.notMember", field });
  return { providerId, listingId, kind };
}

/** The latest orders, and what their consumers asked for: two statements, however many there are. */
async function pastRecords(
  { db }: Context,
  { providerId, listingId, kind }: Target,
  { since, limit }: { since: number; limit: number },
): Promise<OrderRecord[]> {
  const of = listingId ? sql`t.listing_id = ${listingId}` : sql`t.provider_id = ${providerId}`;
  const orders = await db.select(
    Order,
    sql`FROM service_order t WHERE ${of} AND t.placed_at >= ${since} ORDER BY t.placed_at DESC, t.id DESC LIMIT ${raw(String(limit))}`,
  );
  const asked = CHECKED_BY_REQUESTS.has(kind) ? await askedOf(db, orders) : new Map<string, Asked[]>();
  return orders.map((order) => toOrderRecord(order, asked.get(order.id) ?? []));
}

async function askedOf(db: Context["db"], orders: readonly Order[]): Promise<Map<string, Asked[]>> {
  if (orders.length === 0) return new Map();
  const rows = await db.query<Row & Asked & { orderId: string }>(
    sql`SELECT order_id AS orderId, opened_at AS openedAt, provider_first_response_at AS providerFirstResponseAt, status,
      demand_kind AS demandKind, provider_refused_at AS providerRefusedAt
     FROM complaint WHERE order_id IN (${list(orders.map(({ id }) => id))})`,
  );
  return groupBy(rows, ({ orderId }) => orderId);
}

const sums = (byCurrency: ReadonlyMap<string, number>): Money[] =>
  [...byCurrency]
    .map(([currency, amount]) => ({ amount, currency }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
