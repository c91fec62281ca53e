import { chanceOf } from "../../case/detection/breach-rate.pure";
import type { Reader } from "../../platform/database/reader";
import { sql } from "../../platform/database/sql";
import { DAY } from "../../platform/time";
import { MarketNorm } from "./market-norm.entity";
import type { Formula } from "./reputation.pure";
import { addTo } from "../../platform/grouping.pure";

/** The row that says when all of them were last measured. */
export const MEASURED = "settled *";
const MILLION = 1_000_000;

/**
 * The usual price of every category and currency is the median of its providers' averages: each provider has one vote, however many
 * orders it makes. Over the completed orders since then.
 */
export async function usualPrices(reader: Reader, since: number, enough: number): Promise<Map<string, number>> {
  const rows = await reader.query<{ category: string; currency: string; price: number }>(
    sql`SELECT l.category, o.price_currency AS currency, AVG(o.price_amount) AS price FROM service_order o JOIN listing l ON l.id = o.listing_id
     WHERE o.completed_at > ${since} GROUP BY l.category, o.price_currency, o.provider_id`,
  );
  const votes = new Map<string, number[]>();
  for (const { category, currency, price } of rows)
    for (const id of [`price ${category} ${currency}`, `price * ${currency}`]) addTo(votes, id, Number(price));
  const known = [...votes].filter(([, prices]) => prices.length >= enough);
  return new Map(known.map(([id, prices]) => [id, Math.round(median(prices))]));
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? 0;

/** Lines that stand: a case that was reopened and settled again has a line for each time, and one of them stands. */
const STANDS = sql`i.takes_back_id IS NULL AND NOT EXISTS (SELECT 1 FROM reputation_input b WHERE b.takes_back_id = i.id)`;

/** How many of a million counted orders end in a settled case, by category and of the market. */
export async function settledRates(reader: Reader, since: number, enough: number): Promise<Map<string, number>> {
  const settled = await reader.query<{ category: string | null; n: number }>(
    sql`SELECT c.category, COUNT(*) AS n FROM reputation_input i JOIN complaint c ON c.id = i.source_id
     WHERE i.kind = 'SETTLED' AND ${STANDS} AND i.ages_from > ${since} GROUP BY c.category`,
  );
  const orders = await reader.query<{ category: string; n: number }>(
    sql`SELECT l.category, COUNT(*) AS n FROM reputation_input i JOIN service_order o ON o.id = i.source_id JOIN listing l ON l.id = o.listing_id
     WHERE i.kind = 'ORDER_COMPLETED' AND i.counted = 1 AND i.ages_from > ${since} GROUP BY l.category`,
  );
  const sum = (rows: readonly { n: number }[]): number => rows.reduce((total, { n }) => total + Number(n), 0);
  const rates = new Map<string, number>();
  const rate = (id: string, ofSettled: readonly { n: number }[], ofOrders: readonly { n: number }[]): void => {
    if (sum(ofOrders) >= enough) rates.set(`settled ${id}`, Math.round((sum(ofSettled) / sum(ofOrders)) * MILLION));
  };
  for (const { category } of orders) {
    const same = (row: { category: string | null }): boolean => row.category === category;
    rate(category, settled.filter(same), orders.filter(same));
  }
  rates.set(MEASURED, sum(orders) >= enough ? Math.round((sum(settled) / sum(orders)) * MILLION) : 0);
  return rates;
}

/** An order's price in thousandths of what is usual; null where that is not known. */
export async function worthOf(reader: Reader, orderId: string): Promise<number | null> {
  const [order] = await reader.query<{ category: string; amount: number; currency: string }>(
    sql`SELECT l.category, o.price_amount AS amount, o.price_currency AS currency
     FROM service_order o JOIN listing l ON l.id = o.listing_id WHERE o.id = ${orderId}`,
  );
  if (!order) return null;
  const { category, amount, currency } = order;
  const usual = await normOf(reader, `price ${category} ${currency}`, `price * ${currency}`);
  return usual ? Math.min(MILLION, Math.round((amount / usual) * 1_000)) : null;
}

/** Whether the provider has settled far more often than others lately, this time included: more than chance explains. */
export async function settlesOften(
  reader: Reader,
  { providerId, category }: { providerId: string; category: string | null },
  at: number,
  { settledOften }: Formula,
): Promise<boolean> {
  const { cases, times, least, permille, days, known } = settledOften;
  const rows = await reader.query<{ kind: string; n: number }>(
    sql`SELECT i.kind, COUNT(*) AS n FROM reputation_input i WHERE i.provider_id = ${providerId} AND i.kind IN ('SETTLED', 'ORDER_COMPLETED')
     AND ${STANDS} AND i.ages_from > ${at - days * DAY} GROUP BY i.kind`,
  );
  const count = (kind: string): number => Number(rows.find((row) => row.kind === kind)?.n ?? 0);
  const events = count("SETTLED") + 1;
  if (events < cases) return false;
  const usual = (await normOf(reader, `settled ${category ?? "*"}`, MEASURED)) ?? 0;
  const bar = Math.min(1, Math.max(least, (times * usual) / MILLION));
  const others = { events: Math.round(bar * known), orders: known };
  return chanceOf({ events, orders: Math.max(events, count("ORDER_COMPLETED")) }, others) * 1_000 <= permille;
}

async function normOf(reader: Reader, own: string, ofAll: string): Promise<number | null> {
  const norms = await reader.find(MarketNorm, { id: [own, ofAll] });
  return (norms.find(({ id }) => id === own) ?? norms.find(({ id }) => id === ofAll))?.value ?? null;
}
