import { sweepDue, type Sweep } from "../../platform/database/sweep-due";
import { DAY, HOUR } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { MarketNorm } from "./market-norm.entity";
import { MEASURED, settledRates, usualPrices } from "./norms.queries";

/** Measures what is usual in every category, once a day. */
export const measureNorms: Sweep = ({ database, clock, log }) =>
  sweepDue<{ at: number; norms: Map<string, number> }>(database, log, {
    async find() {
      const at = clock.now();
      const rules = await HouseRules.inForce(database, at);
      const last = await database.byId(MarketNorm, MEASURED);
      if (last && last.measuredAt > at - rules.number("reputation.refresh", "hours") * HOUR) return [];
      const since = at - rules.number("reputation.settled", "days") * DAY;
      const prices = await usualPrices(database, since, rules.number("reputation.norms", "providers"));
      const rates = await settledRates(database, since, rules.number("reputation.norms", "orders"));
      return [{ at, norms: new Map([...prices, ...rates]) }];
    },
    async act(tx, { at, norms }) {
      const last = await tx.lock(MarketNorm, MEASURED);
      // Another node was faster.
      if (last && last.measuredAt >= at) return false;
      tx.execute("DELETE FROM market_norm");
      tx.insert(MarketNorm, ...[...norms].map(([id, value]) => ({ id, value, measuredAt: at })));
      return true;
    },
    key: ({ at }) => String(at),
    what: "what is usual in the market could not be measured",
  });
