import "reflect-metadata";
import { Presets, SingleBar } from "cli-progress";
import { PROJECTIONS } from "../../src/app/districts";
import { openDatabase } from "../../src/app/open-database";
import { systemClock } from "../../src/platform/clock";
import { ProjectionPlace } from "../../src/platform/feed/projection-place.entity";
import { RuleVersion } from "../../src/adjudication/rules/rule-version.entity";
import { seedRules } from "../../src/adjudication/rules/seed-rules";
import { seedCase, type Seeding } from "../case/seed-case";
import { seedPeople } from "../market/seed-market";
import { Bulk } from "./bulk";
import { Random } from "./random";
import type { World } from "./world";

const RULE = "PRICE-1";

/** Migrates an empty database and fills it with a market of `cases` complaints, the same each time. */
export async function seed(
  url: string,
  { cases, filings, watchers }: { cases: number; filings: number; watchers: number },
): Promise<World> {
  const ruleVersionId = await migrate(url);
  const random = new Random();
  const bulk = new Bulk(url);
  const now = Date.now();
  const market = seedPeople(bulk, random, now, {
    providers: Math.max(20, Math.round(cases / 100)),
    consumers: Math.max(200, Math.round(cases / 20)),
    watchers,
  });
  const world: World = {
    providers: market.providers.map(({ id }) => id),
    listings: market.providers.flatMap(({ listings }) => listings),
    suspended: market.suspended,
    shown: [],
    moderators: market.moderators,
    watchers: market.watchers,
    ruleVersionId,
    ruleCode: RULE,
    decidable: [],
    filable: [],
    submitted: [],
  };

  const bar = new SingleBar(
    { format: "Seeding {bar} {value}/{total} cases, {duration_formatted}", noTTYOutput: true, notTTYSchedule: 10_000 },
    Presets.shades_classic,
  );
  bar.start(cases, 0);
  const seeding = { bulk, random, now, market, world, position: 0, registered: 0 };
  for (let n = 1; n <= cases; n += 1) {
    seedCase(seeding, n / cases);
    if (n % 500 > 0) continue;
    await bulk.drain();
    bar.update(n);
  }
  bar.update(cases);
  for (let n = 0; n < filings; n += 1)
    world.filable.push(market.order(now - (1 + random.below(30)) * 86_400_000, random.pick(market.filers)));
  await bulk.finish();
  bar.stop();
  await setPlaces(url, seeding);
  random.shuffle(world.decidable);
  return world;
}

async function migrate(url: string): Promise<string> {
  const database = await openDatabase({ url }, systemClock);
  await database.transact(seedRules);
  // Each of the few who file stands for many people.
  await database.transact(async (tx) =>
    tx.execute("UPDATE policy_value SET value = ? WHERE code = 'filing.pace'", [JSON.stringify({ perDay: 1_000_000 })]),
  );
  const rule = await database.findOne(RuleVersion, { code: RULE });
  await database.close();
  return rule?.id ?? "";
}

/** Projections begin at the log's end: a server that is still reading hundreds of thousands of seeded events is busy with something else. */
async function setPlaces(url: string, { position, registered }: Seeding): Promise<void> {
  const database = await openDatabase({ url }, systemClock);
  await database.transact(async (tx) => {
    tx.execute("UPDATE feed_counter SET position = ? WHERE id = 1", [position]);
    tx.execute("UPDATE register_head SET number = ?", [registered]);
    tx.insert(ProjectionPlace, ...PROJECTIONS.map(({ name }) => ({ id: name, position })));
  });
  await database.close();
}
