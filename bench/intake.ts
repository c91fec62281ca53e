import "reflect-metadata";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { openDatabase } from "../src/app/open-database";
import { takeInLines, type Progress } from "../src/app/intake/take-in-lines";
import { createSchema } from "../src/app/schema";
import { createAccount } from "../src/accounts/account/create-account";
import { SYSTEM } from "../src/accounts/account/record-on-account";
import { WithdrawnSubjects } from "../src/accounts/sign-in/withdrawn-subjects";
import { MarketplaceSource } from "../src/market/intake/marketplace-source.entity";
import { seedPlatformPromises } from "../src/market/promises/seed-platform-promises";
import { systemClock } from "../src/platform/clock";
import { newId } from "../src/platform/ids";
import { Sealer } from "../src/platform/secrets/sealed";
import { startMariaDb } from "./support/mariadb";

/**
 * npm run bench:intake [-- --rows 1000000 --providers 1000 --people 20000 --growth 100]
 *
 * A marketplace's records as NDJSON, into MariaDB that forces each commit to disk and keeps a binary log: rows a second for the whole of
 * it and for each tenth, the most memory that the process takes, and the same rows once more. `--growth`: how much garbage may lie, in
 * percent of what is in use; as in `redress intake` when left out.
 */
const { values: options } = parseArgs({
  options: {
    rows: { type: "string", default: "100000" },
    providers: { type: "string", default: "1000" },
    people: { type: "string", default: "20000" },
    growth: { type: "string", default: "100" },
  },
});
const [ROWS, PROVIDERS, PEOPLE] = [options.rows, options.providers, options.people].map(Number) as [
  number,
  number,
  number,
];
const DAY = 24 * 3_600_000;
const BEGAN = Date.now();
const at = (time: number): string => new Date(time).toISOString();

async function main(): Promise<void> {
  await using server = await startMariaDb(true);
  const database = await openDatabase({ url: server.url.replace("mysql:", "mariadb:") }, systemClock);
  WithdrawnSubjects.openBy(database, new Sealer("bench"));
  const name = "bench";
  try {
    await database.transact(seedPlatformPromises);
    await database.transact(async (tx) => {
      const { id } = await createAccount(tx, { login: "boss", displayName: "Boss", roles: ["ADMIN"], locale: "en" });
      tx.insert(MarketplaceSource, {
        id: newId(MarketplaceSource),
        name,
        title: name,
        createdById: id,
        createdAt: tx.now,
      });
    });
    const source = { database, schema: await createSchema(), name, author: () => Promise.resolve(SYSTEM) };
    for (const [what, rows] of [
      ["the market", market],
      ["orders", orders],
      ["the same orders again", orders],
    ] as const) {
      const cpu = process.cpuUsage();
      const cpuOfDatabase = server.server.cpu();
      const begun = performance.now();
      let [tenth, since, done, most] = [1, begun, 0, 0];
      let last: Progress | null = null;
      for await (const { progress } of takeInLines(source, chunks(rows()))) {
        last = progress;
        most = Math.max(most, process.memoryUsage().rss);
        const { line } = progress;
        if (line < (ROWS * tenth) / 10 || rows === market) continue;
        const now = performance.now();
        console.log(
          `  ${line}: ${Math.round(((line - done) * 1_000) / (now - since))} rows/s, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`,
        );
        [tenth, since, done] = [tenth + 1, now, line];
      }
      const seconds = (performance.now() - begun) / 1_000;
      const { user, system } = process.cpuUsage(cpu);
      const ofDatabase = server.server.cpu() - cpuOfDatabase;
      const { line = 0, created = 0, updated = 0, unchanged = 0, refused = 0 } = last ?? {};
      console.log(
        `${what}: ${line} rows in ${seconds.toFixed(1)} s, ${Math.round(line / seconds)} rows/s; ${created} new, ${updated} changed, ${unchanged} known, ${refused} refused; most memory ${Math.round(most / 2 ** 20)} MB; CPU a row: process ${((user + system) / 1_000 / line).toFixed(2)} ms, database ${(ofDatabase / line).toFixed(2)} ms`,
      );
    }
  } finally {
    await database.close();
  }
}

function* market(): Generator<object> {
  for (let n = 0; n < PEOPLE; n += 1) yield { person: { externalId: `b-${n}`, displayName: `买家${n}` } };
  for (let n = 0; n < PROVIDERS; n += 1) {
    yield { person: { externalId: `o-${n}`, displayName: `店主${n}` } };
    yield {
      provider: { externalId: `p-${n}`, legalName: `服务商${n}有限公司`, licenceNo: `LICENCE${n}`, owner: `o-${n}` },
    };
    yield {
      listing: {
        externalId: `l-${n}`,
        provider: `p-${n}`,
        category: "shop-design",
        title: `店铺装修 ${n}`,
        price: { amount: 50_000, currency: "CNY" },
      },
    };
    yield {
      promise: {
        externalId: `m-${n}`,
        provider: `p-${n}`,
        kind: "DELIVERY_TIME",
        text: "两天内交付",
        terms: { withinHours: 48 },
        publishedAt: at(BEGAN - 400 * DAY),
      },
    };
  }
}

/** Of three rows two are orders, and one says that an order was delivered. */
function* orders(): Generator<object> {
  for (let n = 0; n < ROWS; n += 1) {
    const [shop, buyer] = [(n * 7) % PROVIDERS, (n * 13) % PEOPLE];
    const placedAt = BEGAN - 300 * DAY + Math.floor((n * 290 * DAY) / ROWS);
    if (n % 3 === 2)
      yield { delivery: { order: `N-${n - 1}`, deliveredAt: at(placedAt + DAY), completedAt: at(placedAt + 2 * DAY) } };
    else
      yield {
        order: {
          externalId: `N-${n}`,
          person: `b-${buyer}`,
          listing: `l-${shop}`,
          price: { amount: 48_000, currency: "CNY" },
          placedAt: at(placedAt),
        },
      };
  }
}

async function* chunks(rows: Iterable<object>): AsyncGenerator<Uint8Array> {
  let text = "";
  for (const row of rows) {
    text += `${JSON.stringify(row)}\n`;
    if (text.length < 65_536) continue;
    yield Buffer.from(text);
    text = "";
  }
  yield Buffer.from(text);
}

setFlagsFromString(`--heap-growing-percent=${Number(options.growth)}`);
void main();
