import type { Volume } from "../../case/detection/breach-rate.pure";
import type { Complaint } from "../../case/complaints/complaint.entity";
import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import { DAY } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import type { Exposure } from "./rate.pure";
import { MARKET, UpheldRate } from "./upheld-rate.entity";

interface Window {
  since: number;
  until: number;
}

/** By category, `*` for all of them together. */
export type Volumes = ReadonlyMap<string, Volume>;

/**
 * Orders that were completed and paid, so many of one consumer at most, and consumers with an upheld case; of one provider or of all.
 * Orders cost nothing: only those that others than its own people have paid for can lower a rate.
 */
export async function volumesIn(
  reader: Reader,
  { since, until }: Window,
  perConsumer: number,
  providerId: string | null,
): Promise<Volumes> {
  const of = providerId === null ? sql`` : sql` AND o.provider_id = ${providerId}`;
  const orders = await reader.query<{ category: string; n: number }>(
    sql`SELECT b.category, SUM(CASE WHEN b.n > ${perConsumer} THEN ${perConsumer} ELSE b.n END) AS n FROM (
       SELECT l.category, COUNT(*) AS n FROM service_order o JOIN listing l ON l.id = o.listing_id
       WHERE o.completed_at > ${since} AND o.completed_at <= ${until}${of} AND o.price_amount <= (
         SELECT SUM(p.amount) FROM payment p WHERE p.order_id = o.id AND p.purpose = 'ORDER' AND p.status = 'CONFIRMED')
         AND NOT EXISTS (SELECT 1 FROM provider_member m WHERE m.provider_id = o.provider_id AND m.account_id = o.consumer_id)
       GROUP BY l.category, o.provider_id, o.consumer_id) b
     GROUP BY b.category`,
  );
  const by = providerId === null ? sql`` : sql` AND v.provider_id = ${providerId}`;
  const upheld = await reader.query<{ category: string | null; n: number }>(
    sql`SELECT b.category, COUNT(*) AS n FROM (
       SELECT DISTINCT c.category, v.provider_id, v.consumer_id FROM violation v JOIN complaint c ON c.id = v.complaint_id
       WHERE v.counted_at > ${since} AND v.counted_at <= ${until}${by} AND v.reversed_at IS NULL) b
     GROUP BY b.category`,
  );
  const volumes = new Map<string, Volume>([[MARKET, { events: 0, orders: 0 }]]);
  const add = (category: string, more: Volume): void => {
    const known = volumes.get(category) ?? { events: 0, orders: 0 };
    volumes.set(category, { events: known.events + more.events, orders: known.orders + more.orders });
  };
  for (const { category, n } of orders) for (const id of [category, MARKET]) add(id, { events: 0, orders: Number(n) });
  for (const { category, n } of upheld)
    for (const id of [category ?? MARKET, ...(category === null ? [] : [MARKET])]) add(id, { events: n, orders: 0 });
  return volumes;
}

/** What the cases of this provider are measured against if one of them comes to count now. */
export async function exposureOf(
  reader: Reader,
  { providerId, category }: Pick<Complaint, "providerId" | "category">,
  now: number,
): Promise<Exposure> {
  const rules = await HouseRules.inForce(reader, now);
  const perConsumer = rules.number("rate.window", "perConsumer");
  const own = async (days: number): Promise<Omit<Exposure, "others">> => {
    const since = now - days * DAY;
    const volumes = await volumesIn(reader, { since, until: now }, perConsumer, providerId);
    return { since, orders: volumes.get(MARKET)?.orders ?? 0 };
  };
  const recent = await own(rules.number("rate.window", "days"));
  const isSmall = recent.orders < rules.number("rate.window", "orders");
  const others = await othersThan(reader, providerId, category, perConsumer, rules.number("rate.bar", "orders"));
  return { ...(isSmall ? await own(rules.number("rate.window", "longDays")) : recent), others };
}

/** Of the provider's category if there are enough orders, else of the market; without its own. */
async function othersThan(
  reader: Reader,
  providerId: string,
  category: string | null,
  perConsumer: number,
  enough: number,
): Promise<Volume> {
  const rates = await reader.find(UpheldRate, { id: [MARKET, ...(category === null ? [] : [category])] });
  const market = rates.find(({ id }) => id === MARKET);
  if (!market) return { events: 0, orders: 0 };
  const own = await volumesIn(reader, market, perConsumer, providerId);
  const without = ({ id, consumers, orders }: UpheldRate): Volume => ({
    events: Math.max(0, consumers - (own.get(id)?.events ?? 0)),
    orders: Math.max(0, orders - (own.get(id)?.orders ?? 0)),
  });
  const ofCategory = rates.filter(({ id }) => id !== MARKET).map(without)[0];
  return ofCategory && ofCategory.orders >= enough ? ofCategory : without(market);
}
