import { chanceOf, type Volume } from "../../case/detection/breach-rate.pure";

/**
 * What a provider's upheld cases are measured against, as it was known when a ruling came to count. It is kept with the ruling's
 * violations: what other providers do later changes nothing.
 */
export interface Exposure {
  /** From when on the provider's orders and cases count. */
  since: number;
  /** Its orders since then. */
  orders: number;
  /** The same of others, of its category or of the market. */
  others: Volume;
}

/** The house rules about rates. */
export interface RateRules {
  /** The bar is the rate of the others, but neither lower nor higher than these. */
  least: number;
  most: number;
  /** The bar is taken to be known from so many orders of others, however many there are. */
  enough: number;
  /** Out of a thousand providers at the bar, so many are taken to be above it. */
  permille: number;
  /** So many thresholds are passed at once by whoever is above the bar. */
  rungs: number;
  /** Whoever is above so many times the bar, by cases of so many consumers: thresholds fire from this share of their points on. */
  far: { times: number; consumers: number; percent: number; rungs: number };
  /** Measures that stop a provider's sales need upheld cases of so many consumers. */
  stopConsumers: number;
}

/** NORMAL: as many upheld cases as chance explains. */
type RateLevel = "NORMAL" | "ABOVE" | "FAR_ABOVE";

/** How a provider with upheld cases of so many consumers compares with the bar. */
export function rateLevel(consumers: number, { orders, others }: Exposure, rules: RateRules): RateLevel {
  const own = { events: consumers, orders: Math.max(orders, consumers) };
  const rate = others.events / Math.max(others.orders, rules.enough);
  const bar = Math.min(Math.max(rate, rules.least), rules.most);
  const isAbove = (times: number): boolean =>
    chanceOf(own, { events: Math.round(bar * times * rules.enough), orders: rules.enough }) * 1_000 <= rules.permille;
  if (!isAbove(1)) return "NORMAL";
  return consumers >= rules.far.consumers && isAbove(rules.far.times) ? "FAR_ABOVE" : "ABOVE";
}
