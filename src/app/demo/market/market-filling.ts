import { Refusal } from "../../../platform/refusal";
import type { AdjustableClock } from "../../../platform/clock";
import type { Services } from "../../../platform/graphql/context";
import { fillMarket, type Filled, type SweepCases } from "./fill-market";

const RETRY_AFTER = 10;

/** The filling of the demo's market, beside all else that the server does. */
export class MarketFilling {
  private readonly aborting = new AbortController();
  private share = 0;
  private isUnderWay = true;
  /** null where there was nothing to fill, or it was stopped. */
  readonly done: Promise<Filled | null>;

  constructor(services: Services, clock: AdjustableClock, sweepCases: SweepCases, report?: (percent: number) => void) {
    const { signal } = this.aborting;
    const told = (share: number): void => {
      const before = this.percent;
      this.share = share;
      if (this.percent !== before) report?.(this.percent);
    };
    this.done = fillMarket(services, clock, { signal, sweepCases, report: told })
      .catch((error: unknown) => {
        services.log.error({ err: error }, "the demo's market is filled in part; the next start goes on");
        clock.release();
        return null;
      })
      .finally(() => (this.isUnderWay = false));
  }

  get percent(): number {
    return Math.floor(this.share * 100);
  }

  /** Months pass in a minute: what somebody began would be over before they could see it. */
  get closedBecause(): Refusal | null {
    if (!this.isUnderWay) return null;
    return new Refusal("OVERLOADED", {
      reason: "signIn.marketFilling",
      params: { percent: this.percent },
      retryAfter: RETRY_AFTER,
    });
  }

  async stop(): Promise<void> {
    this.aborting.abort();
    await this.done;
  }
}
