import { createListing } from "../../../src/market/listings/create-listing";
import type { Tx } from "../../../src/platform/database/tx";
import { indexListing } from "../../../src/public/search/index-listing";
import { indexProvider } from "../../../src/public/search/index-provider";
import { lockIndex } from "../../../src/public/search/write-document";
import type { Market } from "../../market/listings/market";

export interface Goods {
  title: string;
  category: string;
  price?: number;
  currency?: string;
  status?: "LISTED" | "DRAFT" | "DELISTED";
}

/** Listings of a provider, put into the index as the projection would; their ids, in the order given. */
export function offer(market: Market, providerId: string, ...goods: Goods[]): Promise<string[]> {
  return market.db.transact(async (tx) => {
    const ids = goods.map(({ price = 100, currency = "CNY", status = "LISTED", ...texts }) => {
      const terms = { priceAmount: price, priceCurrency: currency, status };
      return createListing(tx, { providerId, description: "", ...texts, ...terms }).id;
    });
    await index(tx, providerId, ids);
    return ids;
  });
}

async function index(tx: Tx, providerId: string, listingIds: readonly string[]): Promise<void> {
  const head = await lockIndex(tx);
  for (const id of listingIds) await indexListing(tx, head, id);
  await indexProvider(tx, head, providerId);
}

/** What the reputation's room would write: the rank key in millionths, the score in hundredths. */
export async function giveReputation(
  market: Market,
  providerId: string,
  rankKey: number,
  score: number | null,
): Promise<void> {
  await market.db.transact(async (tx) =>
    tx.execute(
      "INSERT INTO provider_reputation (provider_id, totals, inputs, rank_key, score, formula_version, updated_at) VALUES (?, '{}', 1, ?, ?, 1, 0)",
      [providerId, rankKey, score],
    ),
  );
}
