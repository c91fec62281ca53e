import "reflect-metadata";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDatabase } from "../src/app/open-database";
import { systemClock } from "../src/platform/clock";
import type { Database } from "../src/platform/database/database";
import type { Reader } from "../src/platform/database/reader";
import { Sealer } from "../src/platform/secrets/sealed";
import { everything } from "../src/platform/graphql/asked";
import { searchListings } from "../src/public/search/search-listings.queries";
import { indexAll, seedListings } from "./public/search/market";
import { rowsRead, tablesScanned } from "./public/search/reads";
import { SEARCHES, type Search } from "./public/search/searches";
import { temporaryFolder } from "./support/folder";
import { startMariaDb } from "./support/mariadb";
import { median, percentile } from "./support/median";

/**
 * npm run build, then node bin/run.mjs --bench bench/search [--listings 5000,20000 --times 50]
 *
 * What a page of the public list costs, on both databases and in markets of several sizes: the time (median and 95th percentile), the
 * rows that MariaDB reads for it, and the tables that are scanned in full (there should be none). A text search's page must not cost more
 * in the larger market. Both databases must return the same results.
 */
const { values: options } = parseArgs({
  options: { listings: { type: "string", default: "5000,20000" }, times: { type: "string", default: "50" } },
});
const TIMES = Number(options.times);
const NOW = Date.now();
const sealer = new Sealer("of this run");

/** What each search found in a market of each size. */
const answers = new Map<string, string>();

async function measure(database: Database, listings: number): Promise<void> {
  const providers = await seedListings(database, listings);
  const began = performance.now();
  const documents = await indexAll(database, providers);
  const each = (performance.now() - began) / documents;
  await database.transact(async (tx) =>
    tx.execute(
      database.isSqlite
        ? "ANALYZE"
        : "ANALYZE TABLE listing, penalty, provider, provider_reputation, search_document, search_posting, search_term, service_promise",
    ),
  );
  const count = async (table: string): Promise<number> =>
    (await database.query<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n ?? NaN;
  print(
    `${documents} documents with ${await count("search_posting")} postings of ${await count("search_term")} terms; ${each.toFixed(2)} ms to index one`,
  );
  for (const search of SEARCHES) await measureSearch(database, listings, search);
}

async function measureSearch(database: Database, listings: number, { name, filter, sort }: Search): Promise<void> {
  const ask = (reader: Reader) =>
    searchListings({ db: reader, services: { sealer }, planOf: everything }, filter, sort ?? null, { first: 20 }, NOW);
  const found = (await ask(database)).nodes
    .map(({ createdAt, title, priceAmount }) => `${createdAt} ${title} ${priceAmount}`)
    .join();
  const key = `${listings} ${name}`;
  if ((answers.get(key) ?? found) !== found) throw new Error(`${name}: the databases find different results`);
  answers.set(key, found);

  const times: number[] = [];
  for (let n = 0; n < TIMES; n += 1) {
    const began = performance.now();
    await ask(database);
    times.push(performance.now() - began);
  }
  const rows = await rowsRead(database, ask);
  const scanned = await tablesScanned(database, ask);
  print(
    [
      name.padEnd(32),
      `${median(times).toFixed(1)} ms`.padStart(10),
      `${percentile(times, 95).toFixed(1)} ms`.padStart(10),
      rows === null ? "" : `${rows} rows`.padStart(12),
      scanned.length > 0 ? `SCANS ${scanned.join(", ")}` : "",
    ].join("  "),
  );
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  for (const listings of options.listings.split(",").map(Number)) {
    print(`\nSQLite, ${listings} listings`);
    const sqlite = await openDatabase({ url: `sqlite:${join(temporaryFolder(), "redress.db")}` }, systemClock);
    await measure(sqlite, listings);
    await sqlite.close();

    print(`\nMariaDB, ${listings} listings`);
    await using server = await startMariaDb();
    const mariadb = await openDatabase({ url: server.url.replace("mysql:", "mariadb:") }, systemClock);
    await measure(mariadb, listings);
    await mariadb.close();
  }
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
