import { HouseRules } from "../../house-rules/house-rules";
import { sql } from "../../platform/database/sql";
import { sweepDue, type Sweep } from "../../platform/database/sweep-due";
import { HOUR } from "../../platform/time";
import { rankKeeping } from "./rank-keeping";

/** The most in one sweep: case clocks must not wait for thousands of providers. */
const AT_ONCE = 100;

/** Orders leave the window by time alone: what search sorts by is added up again once a day. */
export const sweepKeeping: Sweep = async ({ database, clock, log }) => {
  const hours = (await HouseRules.inForce(database, clock.now())).number("reputation.refresh", "hours");
  const due = await database.query<{ id: string }>(
    sql`SELECT provider_id AS id FROM provider_keeping WHERE counted_at <= ${clock.now() - hours * HOUR} ORDER BY counted_at LIMIT ${AT_ONCE}`,
  );
  return sweepDue(database, log, {
    find: async () => due.splice(0).map(({ id }) => id),
    act: async (tx, providerId) => {
      await rankKeeping(tx, [providerId]);
      return true;
    },
    what: "the kept promises of a provider could not be added up",
  });
};
