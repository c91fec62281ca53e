import type { FilableOrder, Person } from "../support/world";
import type { Bulk } from "../support/bulk";
import { seedId, type Random } from "../support/random";

const DAY = 86_400_000;
export const NO_EVENTS = { event_seq: 0, event_hash: "0".repeat(64) };

const PROMISES = [
  [
    "PRICE",
    "下单价格即最终价格，不加价。The price you see when you order is the price you pay; nothing is added later, under whatever name.",
    { maxPrice: 500_000, currency: "CNY" },
  ],
  [
    "DELIVERY_TIME",
    "48 小时内上门。Somebody is at your door within 48 hours of the order, weekends included.",
    { withinHours: 48 },
  ],
  [
    "AFTER_SALES",
    "一年免费维修。Free repair for a year; we answer within a day.",
    { supportDays: 365, responseWithinHours: 24 },
  ],
  [
    "RETURN_REFUND",
    "七天无理由退款。Money back within seven days, no questions asked, as long as the goods are intact.",
    { returnDays: 7, goodsIntact: true },
  ],
] as const;

interface PromiseVersionKey {
  promiseId: string;
  versionId: string;
  kind: string;
  digest: string;
}

interface SeededProvider {
  id: string;
  /** Account of its owner. */
  owner: string;
  listings: string[];
  promises: PromiseVersionKey[];
}

export interface PlacedOrder extends FilableOrder {
  provider: SeededProvider;
  price: number;
}

export interface Market {
  providers: SeededProvider[];
  /** It has no orders. */
  suspended: string;
  consumers: Person[];
  /** Consumers with a session. */
  filers: Person[];
  moderators: Person[];
  watchers: Person[];
  /** Writes an order of a random provider, with the promises frozen into it. */
  order(placedAt: number, consumer?: Person): PlacedOrder;
}

export function seedPeople(
  bulk: Bulk,
  random: Random,
  now: number,
  size: { providers: number; consumers: number; watchers: number },
): Market {
  const moderators = Array.from({ length: 12 }, (_, n) => person(bulk, now, `moderator${n}`, ["MODERATOR"], true));
  const watchers = Array.from({ length: size.watchers }, (_, n) =>
    person(bulk, now, `watcher${n}`, ["MODERATOR"], true),
  );
  const filers = Array.from({ length: 200 }, (_, n) => person(bulk, now, `filer${n}`, ["CONSUMER"], true));
  const consumers = Array.from({ length: size.consumers }, (_, n) =>
    person(bulk, now, `consumer${n}`, ["CONSUMER"], false),
  );
  const providers = Array.from({ length: size.providers }, (_, n) => provider(bulk, random, now, n));
  const suspended = provider(bulk, random, now, size.providers).id;
  suspend(bulk, suspended, now);
  return {
    providers,
    suspended,
    consumers,
    filers,
    moderators,
    watchers,
    order: (placedAt, consumer = random.pick(consumers)) =>
      order(bulk, random, random.pick(providers), consumer, placedAt),
  };
}

function person(bulk: Bulk, now: number, login: string, roles: string[], signedIn: boolean): Person {
  const id = seedId("acc");
  const session = seedId("fam");
  bulk.add("account", {
    id,
    login,
    display_name: `${login} 先生`,
    password_hash: null,
    external_subject: null,
    roles: JSON.stringify(roles),
    locale: "en",
    status: "ACTIVE",
    token_version: 1,
    created_at: now - 400 * DAY,
    ...NO_EVENTS,
  });
  if (signedIn) {
    bulk.add("account_session", {
      id: session,
      account_id: id,
      device_id: null,
      client: null,
      address: null,
      started_at: now,
      last_used_at: now,
      expires_at: now + 30 * DAY,
      ended_at: null,
    });
  }
  return { id, session };
}

function provider(bulk: Bulk, random: Random, now: number, n: number): SeededProvider {
  const id = seedId("prv");
  const licence = `9131${String(n).padStart(14, "0")}`;
  const owner = person(bulk, now, `owner${n}`, [], false);
  const created_at = now - (300 + random.below(100)) * DAY;
  bulk.add("provider", {
    id,
    legal_name: `第 ${n} 家政服务有限公司 Home Services No. ${n}`,
    licence_no: licence,
    licence_key: licence,
    description: "家政、维修、搬家。Cleaning, repairs and removals, in the whole city, seven days a week.",
    status: "ACTIVE",
    created_at,
    ...NO_EVENTS,
  });
  bulk.add("provider_member", {
    id: seedId("mem"),
    provider_id: id,
    account_id: owner.id,
    role: "OWNER",
    added_at: created_at,
  });
  const listings = ["Deep cleaning 深度清洁", "Air conditioner repair 空调维修"].map((title) => {
    const listing = seedId("lst");
    bulk.add("listing", {
      id: listing,
      provider_id: id,
      category: "HOME",
      title,
      description: title,
      price_amount: 20_000 + random.below(80_000),
      price_currency: "CNY",
      status: "LISTED",
      version: 1,
      created_at,
    });
    return listing;
  });
  const promises = PROMISES.map(([kind, text, terms]) => {
    const promiseId = seedId("prm");
    const [old, current] = [1, 2].map((version) => {
      const key = { promiseId, versionId: seedId("pmv"), kind, digest: random.hex(64) };
      bulk.add("promise_version", {
        id: key.versionId,
        promise_id: promiseId,
        version,
        kind,
        text: version === 1 ? text.slice(0, 20) : text,
        terms: JSON.stringify(terms),
        digest: key.digest,
        published_by_id: owner.id,
        published_at: created_at + version,
      });
      return key;
    });
    bulk.add("service_promise", {
      id: promiseId,
      provider_id: id,
      listing_id: null,
      kind,
      latest_version: 2,
      current_version_id: current?.versionId ?? null,
      withdrawn_at: null,
      created_at,
    });
    return current ?? (old as PromiseVersionKey);
  });
  return { id, owner: owner.id, listings, promises };
}

/** Its dates make it act, not its status. */
function suspend(bulk: Bulk, providerId: string, now: number): void {
  bulk.add("penalty", {
    id: seedId("pen"),
    provider_id: providerId,
    listing_id: null,
    ruling_id: seedId("rlg"),
    complaint_id: seedId("cmp"),
    kind: "SUSPENSION",
    amount: null,
    currency: null,
    days: 400,
    reason: "屡次违诺 Broke the same promise again and again.",
    status: "SCHEDULED",
    starts_at: now - DAY,
    ends_at: now + 399 * DAY,
    created_at: now - DAY,
    cause: "RULING",
  });
}

function order(bulk: Bulk, random: Random, provider: SeededProvider, consumer: Person, placedAt: number): PlacedOrder {
  const orderId = seedId("ord");
  const price = 20_000 + random.below(80_000);
  bulk.add("service_order", {
    id: orderId,
    consumer_id: consumer.id,
    provider_id: provider.id,
    listing_id: random.pick(provider.listings),
    title: "Deep cleaning 深度清洁",
    price_amount: price,
    price_currency: "CNY",
    status: "DELIVERED",
    placed_at: placedAt,
    delivered_at: placedAt + DAY,
    completed_at: null,
    complete_at: null,
    not_received_reports: 0,
  });
  for (const { versionId, digest } of provider.promises)
    bulk.add("order_promise", { id: seedId("opr"), order_id: orderId, promise_version_id: versionId, digest });
  return { orderId, consumer, promiseVersionId: random.pick(provider.promises).versionId, provider, price };
}
