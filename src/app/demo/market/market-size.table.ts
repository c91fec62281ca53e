/** How much of the market is put into an empty database. */
export interface MarketNumbers {
  months: number;
  /** Of each trade at most four. */
  providersPerTrade: number;
  trades: number;
  consumers: number;
  orders: number;
  reviews: number;
}

export const MARKET_SIZES = {
  full: { months: 14, providersPerTrade: 4, trades: 12, consumers: 60, orders: 900, reviews: 420 },
  small: { months: 3, providersPerTrade: 2, trades: 2, consumers: 10, orders: 50, reviews: 10 },
} as const satisfies Record<string, MarketNumbers>;

export type MarketSize = keyof typeof MARKET_SIZES;

/** What is put into an empty database: one of these markets, or one provider with two orders. */
export type MarketSetting = MarketSize | "none";
export const MARKET_SETTINGS = ["none", "small", "full"] as const satisfies readonly MarketSetting[];
