import { Account } from "../../../accounts/account/account.entity";
import type { AdjustableClock } from "../../../platform/clock";
import type { Database } from "../../../platform/database/database";
import { DAY } from "../../../platform/time";
import { DemoMarket } from "./demo-market.entity";
import { MARKET_SIZES, type MarketSetting } from "./market-size.table";

const MONTH = 30.4 * DAY;

/** The market that is yet to be filled, or to be filled on. */
export async function findUnfilled(database: Database): Promise<DemoMarket | null> {
  const market = await database.findOne(DemoMarket, { id: "market" });
  return market?.filledAt === null ? market : null;
}

/**
 * Where a market is to be filled, the server begins in its time: on its first day in an empty database, and after an interruption at the
 * last thing that happened.
 */
export async function enterMarket(database: Database, clock: AdjustableClock, setting: MarketSetting): Promise<void> {
  const market = await findUnfilled(database);
  if (market) {
    const [last] = await database.query<{ at: number | null }>("SELECT MAX(at) AS at FROM event_log");
    clock.moveTo(last?.at ?? market.beginsAt);
  } else if (setting !== "none" && !(await database.findOne(Account, {})))
    clock.moveTo(Math.round(clock.now() - MARKET_SIZES[setting].months * MONTH));
}
