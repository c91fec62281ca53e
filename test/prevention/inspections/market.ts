import { SYSTEM } from "../../../src/accounts/account/record-on-account";
import { keepMoved } from "../../../src/adjudication/payments/keep-moved";
import { Order } from "../../../src/market/orders/order.entity";
import { Provider } from "../../../src/market/providers/provider.entity";
import { createAccount } from "../../../src/accounts/account/create-account";
import { openComplaint } from "../../../src/case/complaints/open-complaint";
import { createListing } from "../../../src/market/listings/create-listing";
import { createOrder } from "../../../src/market/orders/create-order";
import type { Actor } from "../../../src/accounts/actor/actor";
import { createPromiseVersion } from "../../../src/market/promises/create-promise-version";
import type { PromiseVersion } from "../../../src/market/promises/promise-version.entity";
import { createProvider } from "../../../src/market/providers/create-provider";
import type { World } from "../../support/world";

export interface Stall {
  providerId: string;
  listingId: string;
  version: PromiseVersion;
}

let names = 0;

/** A provider of its own, with one listing and one promise, written straight into the database. */
export function openStall(world: World, category = "shop-design"): Promise<Stall> {
  names += 1;
  return world.db.transact(async (tx) => {
    const owner = await newAccount(tx, `owner-${names}`);
    const provider = await createProvider(tx, {
      legalName: `摊位 ${names} 号`,
      licenceNo: `STALL-${names}`,
      ownerId: owner.id,
    });
    const listing = createListing(tx, {
      ...{ providerId: provider.id, category, title: "代运营", description: "" },
      ...{ priceAmount: 100_000, priceCurrency: "CNY", status: "LISTED" },
    });
    const version = createPromiseVersion(
      tx,
      { providerId: provider.id, listingId: listing.id, kind: "DELIVERY_TIME" },
      { text: "48 小时内交付", terms: { withinHours: 48 }, publishedById: owner.id },
    );
    return { providerId: provider.id, listingId: listing.id, version };
  });
}

const newAccount = (tx: Parameters<typeof createAccount>[0], login: string) =>
  createAccount(tx, { login, displayName: login, roles: ["CONSUMER"], locale: "zh-CN", passwordHash: "-" });

/** So many consumers, each of them new. */
export function newConsumers(world: World, count: number): Promise<Actor[]> {
  return world.db.transact(async (tx) => {
    const actors: Actor[] = [];
    for (let n = 0; n < count; n += 1) {
      names += 1;
      const { id } = await newAccount(tx, `consumer-${names}`);
      actors.push({
        ...{ accountId: id, displayName: "", locale: "zh-CN", timeZone: "Asia/Shanghai", tokenVersion: 1 },
        ...{ roles: new Set(["CONSUMER"] as const), memberships: [], conflicts: [] },
      });
    }
    return actors;
  });
}

export const placeOrders = (
  world: World,
  stall: Stall,
  consumerId: string,
  count: number,
  placedAt?: number,
): Promise<string[]> =>
  world.db.transact(async (tx) =>
    Array.from({ length: count }, () => {
      const { providerId, listingId, version } = stall;
      const priced = { title: "代运营", priceAmount: 100_000, priceCurrency: "CNY" };
      return createOrder(tx, { consumerId, providerId, listingId, ...priced, placedAt: placedAt ?? tx.now }, [version])
        .id;
    }),
  );

/** As the marketplace sends what it has received. */
export const payFor = (world: World, orderIds: readonly string[]): Promise<void> =>
  world.db.transact(async (tx) => {
    for (const order of await tx.find(Order, { id: [...orderIds] })) {
      const provider = await tx.lock(Provider, order.providerId);
      const received = { amount: order.priceAmount, reference: order.id, at: order.placedAt };
      if (provider) keepMoved(tx, "ORDER", { provider, order, author: SYSTEM, ...received });
    }
  });

/** Orders and complains at once; answers the case. */
export async function complain(world: World, stall: Stall, consumer: Actor): Promise<string> {
  const [orderId = ""] = await placeOrders(world, stall, consumer.accountId, 1);
  const { complaintId } = await world.db.transact((tx) =>
    openComplaint(tx, consumer, {
      ...{ orderId, title: "未按时交付", story: "付款后一直没有交付。", breachClass: "ORDINARY" },
      breaches: [{ promiseVersionId: stall.version.id, expected: "48 小时内", delivered: "没有交付", amount: 100_000 }],
      demandKind: "REFUND_FULL",
    }),
  );
  return complaintId;
}
