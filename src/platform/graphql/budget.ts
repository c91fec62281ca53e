import type { RateLimiterAbstract, RateLimiterRes } from "rate-limiter-flexible";
import { isOver, type Counters } from "../redis/counters";
import { Refusal } from "../refusal";

const MINUTE_S = 60;
/** What an operation has cost its sender, and what they have left. */
export interface Bill {
  cost: number;
  /** Points a minute. */
  budget: number;
  left: number;
  /** Seconds until the budget is full again. */
  reset: number;
}

/** Cost points a minute. */
export interface BudgetPoints {
  perPerson: number;
  perAddress: number;
  /** Of all of them, where whoever is there makes as many accounts as they like. */
  together?: number;
}

/** Who pays: the account, or for visitors their address. */
export interface Sender {
  actor: { accountId: string } | null;
  remoteAddress: string;
}

/** How many cost points a minute each account may spend; visitors from one address share one budget. */
export class Budget {
  private readonly people: RateLimiterAbstract;
  private readonly addresses: RateLimiterAbstract;
  private readonly all: RateLimiterAbstract | null;

  constructor(
    counters: Counters,
    private readonly points: BudgetPoints,
  ) {
    this.people = counters.limiter("person", { points: points.perPerson, duration: MINUTE_S });
    this.addresses = counters.limiter("visitors", { points: points.perAddress, duration: MINUTE_S });
    this.all = points.together ? counters.limiter("all", { points: points.together, duration: MINUTE_S }) : null;
  }

  /** RATE_LIMITED when there is not enough left. */
  async charge({ actor, remoteAddress }: Sender, cost: number): Promise<Bill> {
    const budget = actor ? this.points.perPerson : this.points.perAddress;
    const [limiter, key] = actor ? [this.people, actor.accountId] : [this.addresses, remoteAddress];
    const paid = await take(limiter, key, cost);
    if (this.all) await take(this.all, "all", cost);
    return { cost, budget, left: paid.remainingPoints, reset: secondsOf(paid) };
  }
}

async function take(limiter: RateLimiterAbstract, key: string, points: number): Promise<RateLimiterRes> {
  try {
    return await limiter.consume(key, points);
  } catch (error) {
    if (!isOver(error)) throw error;
    const seconds = secondsOf(error);
    throw new Refusal("RATE_LIMITED", { reason: "budget", retryAfter: seconds, params: { seconds } });
  }
}

/** Never more than the whole period, even when the computer's clock was set back meanwhile. */
const secondsOf = ({ msBeforeNext }: RateLimiterRes): number =>
  Math.min(MINUTE_S, Math.max(1, Math.ceil(msBeforeNext / 1_000)));
