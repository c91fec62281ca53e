import { DAY, HOUR } from "../../../platform/time";
import { CASE_PATHS, type CasePath } from "./case-paths.table";
import { CaseTold } from "./case-told";
import { between, chanceFrom, pick, type Chance } from "./chance.pure";
import type { DemoMarket } from "./demo-market.entity";
import { caseEnd, orderTimes } from "./market-calendar.pure";
import { LINA, marketConsumers, TOM } from "./market-people.pure";
import { MARKET_SIZES, type MarketNumbers } from "./market-size.table";
import type { Step, Story } from "./market-story";
import { TRADES } from "./market-trades.table";
import { FINE, MIXED, POOR, PRAISE, THANKS } from "./market-words.table";
import { moved, placed, reviewAnswered, reviewed, type MarketOrder } from "./order-steps";
import { tellOffices } from "./office-stories";
import { tellProvider, type MarketProvider } from "./provider-story";

/** One fixed seed: the market is the same each time, but for the day on which it ends. */
const SEED = 20_261_128;
/** Against these most of the complaints are upheld. */
const BAD = [5, 10, 14, 22, 31, 40];
/** Its contract ends in the middle of the year, and with it what is being negotiated: only its own cases are against it. */
const ENDED = 10;
const ONE_DAY_FAST = 45_000;

interface Market {
  chance: Chance;
  numbers: MarketNumbers;
  beginsAt: number;
  endsAt: number;
  providers: readonly MarketProvider[];
  consumers: readonly string[];
}

/** All that happens in the market. Drawn again after an interruption, it is the same. */
export function planMarket({ size, beginsAt, endsAt }: Pick<DemoMarket, "size" | "beginsAt" | "endsAt">): Story[] {
  const numbers = MARKET_SIZES[size];
  const chance = chanceFrom(SEED);
  const providers = planProviders(chance, numbers, beginsAt);
  const consumers = [LINA, TOM, ...marketConsumers(numbers.consumers).map(({ login }) => login)];
  const market: Market = { chance, numbers, beginsAt, endsAt, providers, consumers };
  const cases = CASE_PATHS.flatMap((path) =>
    Array.from({ length: path[size] }, (_, index) => tellCase(market, path, index, path[size])),
  );
  return [
    ...providers.map((provider) => tellProvider(provider, { until: endsAt, isGood: !BAD.includes(provider.number) })),
    ...cases,
    ...planOrders(market, cases.length),
    ...tellOffices(providers.length, endsAt),
  ];
}

/** By trade in turn, so that the first ones are in different trades. */
function planProviders(chance: Chance, { trades, providersPerTrade }: MarketNumbers, from: number): MarketProvider[] {
  return Array.from({ length: trades * providersPerTrade }, (_, number) => {
    const [trade, place] = [TRADES[number % trades], Math.floor(number / trades)];
    if (!trade) throw new Error("there are fewer trades");
    return { number, trade, place, beginsAt: from + between(chance, 0, 6) * DAY + between(chance, 0, 600) * 60_000 };
  });
}

function planOrders(market: Market, cases: number): Story[] {
  const { chance, numbers, endsAt, providers, consumers } = market;
  const count = Math.max(0, numbers.orders - cases);
  const times = orderTimes(chance, { from: market.beginsAt + 9 * DAY, until: endsAt }, count);
  return times.map((at, index) => {
    const provider = chance() < 0.08 ? pick(chance, providers.slice(0, 3)) : pick(chance, providers);
    const order = orderFrom(market, provider, pick(chance, consumers), at);
    const hasReview = index % Math.max(1, Math.round(count / numbers.reviews)) === 0 || chance() < 0.16;
    return { id: `order-${index}`, steps: orderLife(market, order, hasReview).filter((step) => step.at < endsAt) };
  });
}

/** Others of the trade are asked where the first may not sell. */
function orderFrom(
  { chance, providers }: Market,
  { number, trade }: MarketProvider,
  consumer: string,
  at: number,
): MarketOrder {
  const others = providers.filter((other) => other.trade === trade && other.number !== number);
  return { at, consumer, listing: between(chance, 0, 2), providers: [number, ...others.map((other) => other.number)] };
}

function orderLife({ chance }: Market, order: MarketOrder, hasReview: boolean): Step[] {
  const { at, consumer } = order;
  if (chance() < 0.03) return [placed(order), moved(at + 5 * HOUR, "CANCEL", consumer)];
  const deliveredAt = at + between(chance, 18, 70) * HOUR;
  const steps = [placed(order), moved(deliveredAt, "DELIVER", consumer)];
  // Some never say that it came: silence completes the order.
  if (!hasReview && chance() < 0.25) return steps;
  const completedAt = deliveredAt + between(chance, 6, 150) * HOUR;
  steps.push(moved(completedAt, "COMPLETE", consumer));
  if (!hasReview) return steps;
  const isBad = BAD.includes(order.providers[0] ?? -1);
  const luck = chance() + (isBad ? -0.45 : 0.12);
  const [stars, texts]: [number, readonly string[]] =
    luck > 0.55 ? [5, PRAISE] : luck > 0.25 ? [4, FINE] : luck > 0.1 ? [3, MIXED] : [1 + between(chance, 0, 1), POOR];
  const reviewedAt = completedAt + between(chance, 1, 60) * HOUR;
  steps.push(reviewed(reviewedAt, consumer, stars, pick(chance, texts)));
  if (chance() < 0.3) steps.push(reviewAnswered(reviewedAt + between(chance, 4, 40) * HOUR, pick(chance, THANKS)));
  return steps;
}

function tellCase(market: Market, path: CasePath, index: number, of: number): Story {
  const { chance, consumers } = market;
  const provider = providerOf(market, path);
  const consumer = path.consumer ?? pick(chance, consumers.slice(2));
  const fault = path.fault ?? pick(chance, provider.trade.faults);
  const told = new CaseTold(chance, {
    consumer,
    english: consumer === TOM || chance() < 0.08,
    fault,
    moderator: path.moderator ?? pick(chance, ["chen.mod", "liu.mod"]),
    ...(path.isSmall ? { most: ONE_DAY_FAST } : {}),
    ...(path.breachClass ? { breachClass: path.breachClass } : {}),
  });
  path.tell(told);
  const length = told.steps.at(-1)?.at ?? 0;
  const openedAt = opens(market, path, length, index, of);
  const orderedAt = openedAt - between(chance, 5, 12) * DAY - between(chance, 0, 500) * 60_000;
  const order = orderFrom(market, provider, consumer, orderedAt);
  // What is said to come late comes shortly before the complaint.
  const deliveredAt = fault[0] === "DELIVERY_TIME" ? openedAt - 8 * HOUR : orderedAt + between(chance, 20, 60) * HOUR;
  return {
    id: `case-${path.name}-${index}`,
    steps: [
      placed(order),
      moved(deliveredAt, "DELIVER", consumer),
      ...told.steps.map((step) => ({ ...step, at: step.at + openedAt })),
    ],
  };
}

function opens(
  { chance, beginsAt, endsAt }: Market,
  { hoursAgo, daysAgo, apart = 0.9 }: CasePath,
  length: number,
  index: number,
  of: number,
): number {
  if (hoursAgo !== undefined) return Math.round(endsAt - (hoursAgo + index * apart) * HOUR - length);
  if (daysAgo !== undefined) return endsAt - daysAgo * DAY;
  // The first of each path is over when the first inspection, which is about one of them, begins.
  const times = { from: beginsAt + 40 * DAY, until: endsAt - (index === 0 ? 17 * DAY : 2 * HOUR) };
  return Math.max(times.from, Math.round(caseEnd((index + chance()) / of, times)) - length);
}

function providerOf({ chance, providers }: Market, { provider, isBad }: CasePath): MarketProvider {
  const known = provider === undefined ? undefined : providers[provider % providers.length];
  if (known) return known;
  const others = providers.filter(({ number }) => number !== ENDED);
  const bad = others.filter(({ number }) => BAD.includes(number));
  return pick(chance, isBad && bad.length > 0 ? bad : others);
}
