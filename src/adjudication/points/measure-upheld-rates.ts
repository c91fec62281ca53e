import { sweepDue, type Sweep } from "../../platform/database/sweep-due";
import { DAY, HOUR } from "../../platform/time";
import { HouseRules } from "../../house-rules/house-rules";
import { volumesIn, type Volumes } from "./exposure.queries";
import { MARKET, UpheldRate } from "./upheld-rate.entity";

interface Measured {
  since: number;
  until: number;
  volumes: Volumes;
}

/** Measures the rates of all categories, once a day: a ruling that comes to count must not wait for the orders of the whole market. */
export const measureUpheldRates: Sweep = ({ database, clock, log }) =>
  sweepDue<Measured>(database, log, {
    async find() {
      const now = clock.now();
      const rules = await HouseRules.inForce(database, now);
      const market = await database.byId(UpheldRate, MARKET);
      if (market && market.until > now - rules.number("rate.bar", "hours") * HOUR) return [];
      const window = { since: now - rules.number("rate.window", "days") * DAY, until: now };
      const perConsumer = rules.number("rate.window", "perConsumer");
      return [{ ...window, volumes: await volumesIn(database, window, perConsumer, null) }];
    },
    async act(tx, { since, until, volumes }) {
      const market = await tx.lock(UpheldRate, MARKET);
      // Another node was faster.
      if (market && market.until >= until) return false;
      tx.execute("DELETE FROM upheld_rate");
      const rows = [...volumes].map(([id, { events, orders }]) => ({ id, since, until, consumers: events, orders }));
      tx.insert(UpheldRate, ...rows);
      return true;
    },
    key: ({ until }) => String(until),
    what: "the rates of upheld cases could not be measured",
  });
