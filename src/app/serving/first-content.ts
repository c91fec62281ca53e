import type { Config } from "../../config";
import { systemClock, type AdjustableClock, type Clock } from "../../platform/clock";
import type { Database } from "../../platform/database/database";
import { oneAtATime } from "../../platform/database/one-at-a-time";
import type { Reader } from "../../platform/database/reader";
import { raw, sql } from "../../platform/database/sql";
import { isDemo, refuseDemoAccounts } from "../demo/demo-accounts";
import { enterMarket } from "../demo/market/enter-market";
import { seedDemo } from "../demo/seed-demo";
import { SEEDS } from "../districts";
import type { Sandbox } from "../sandboxes/sandbox.entity";
import { seedSandbox } from "../sandboxes/seed-sandbox";

/**
 * Resolves the demo settings that are left to the database, and gives a new database its content: that of a demo with a market from the
 * market's first day on. Refuses to serve the demo's accounts if there is no demo.
 */
export async function settleDemo(
  database: Database,
  config: Config,
  clock: AdjustableClock | null,
): Promise<{ demo: boolean; development: boolean; seeded: boolean }> {
  const demo = config.demo === "IF_DEMO" ? await isDemo(database) : config.demo;
  if (!demo) await refuseDemoAccounts(database);
  const development = config.development === "IF_DEMO" ? demo : config.development;
  const market = clock ? config.demoMarket : "none";
  const endsAt = (clock ?? systemClock).now();
  if (demo && clock) await enterMarket(database, clock, market);
  await ensureContent(database);
  return { demo, development, seeded: demo && (await seedDemo(database, market, endsAt)) };
}

export async function settleSandbox(
  database: Database,
  { credentials }: Sandbox,
  clock: Clock,
): Promise<{ demo: false; development: false; seeded: false }> {
  await ensureContent(database);
  await seedSandbox(database, clock, credentials);
  return { demo: false, development: false, seeded: false };
}

/** A platform without rules cannot rule: a new database gets the default rulebook, courses, guides and external routes. */
async function ensureContent(database: Database): Promise<void> {
  if ((await emptyOf(database)).length === 0) return;
  await database.transact(async (tx) => {
    // Of servers that start at once one fills them, and the others then see that.
    oneAtATime(tx);
    for (const [, seed] of await emptyOf(tx)) await seed(tx);
  });
}

async function emptyOf(reader: Reader): Promise<typeof SEEDS> {
  const empty: typeof SEEDS = [];
  for (const each of SEEDS)
    if ((await reader.query(sql`SELECT id FROM ${raw(each[0])} LIMIT 1`)).length === 0) empty.push(each);
  return empty;
}
