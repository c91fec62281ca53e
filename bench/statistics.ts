import "reflect-metadata";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openDatabase } from "../src/app/open-database";
import { systemClock } from "../src/platform/clock";
import type { Database } from "../src/platform/database/database";
import { newId } from "../src/platform/ids";
import { dayOf, monthOf, type Period } from "../src/public/statistics/period.pure";
import { StageTime } from "../src/public/statistics/stage-time.entity";
import { StatisticCount } from "../src/public/statistics/statistic-count.entity";
import { countsOf, stageTimes, topValues } from "../src/public/statistics/statistics.queries";
import { temporaryFolder } from "./support/folder";
import { startMariaDb } from "./support/mariadb";
import { median } from "./support/median";

/**
 * npm run bench:statistics [-- --cases 100000,1000000 --times 20]
 *
 * What the statistics of a year cost after so many cases, spread evenly over two years, 2,000 providers, 40 categories and 20 rules. The rows
 * are those that the projection keeps; cases themselves are not seeded, because no statistic reads them.
 */
const { values: options } = parseArgs({
  options: { cases: { type: "string", default: "100000,1000000" }, times: { type: "string", default: "20" } },
});
const YEAR: Period = { from: "2025-03-15", to: "2026-03-14" };
const FIRST_DAY = Date.parse("2024-06-01T00:00:00Z");
const DAYS = 730;

type Heading = readonly ["ALL" | "PROVIDER" | "CATEGORY" | "RULE", string];

/** Adds up in memory what the projection would have added up event by event. */
function addUp(cases: number): Map<string, number> {
  const sums = new Map<string, number>();
  for (let n = 0; n < cases; n += 1) {
    const day = dayOf(FIRST_DAY + Math.floor(Math.random() * DAYS) * 86_400_000);
    const headings: Heading[] = [
      ["ALL", "-"],
      ["PROVIDER", `prv_${Math.floor(Math.random() ** 2 * 2_000)}`],
      ["CATEGORY", `category-${n % 40}`],
      ["RULE", `RULE-${n % 20}`],
    ];
    for (const [dimension, value] of headings)
      for (const measure of ["OPENED", "CLOSED", "RULINGS"])
        for (const [grain, period] of [
          ["DAY", day],
          ["MONTH", monthOf(day)],
        ])
          increase(sums, [dimension, value, measure, grain, period].join(" "));
    increase(sums, ["STAGE", "UNDER_REVIEW", Math.floor(Math.random() * 60), "DAY", day].join(" "));
    increase(sums, ["STAGE", "UNDER_REVIEW", Math.floor(Math.random() * 60), "MONTH", monthOf(day)].join(" "));
  }
  return sums;
}

const increase = (sums: Map<string, number>, key: string): void => void sums.set(key, (sums.get(key) ?? 0) + 1);

async function fill(database: Database, cases: number): Promise<number> {
  const sums = [...addUp(cases)];
  for (let first = 0; first < sums.length; first += 2_000)
    await database.transact(async (tx) => {
      for (const [key, amount] of sums.slice(first, first + 2_000)) {
        const [dimension = "", value = "", what = "", grain, period] = key.split(" ");
        const when = { id: newId(StatisticCount), grain: grain as "DAY", period: Number(period) };
        if (dimension === "STAGE")
          tx.insert(StageTime, {
            ...when,
            scope: "ALL",
            stage: value as "UNDER_REVIEW",
            bucket: Number(what),
            cases: amount,
            late: 0,
            minutes: amount * 60,
          });
        else
          tx.insert(StatisticCount, {
            ...when,
            dimension: dimension as "ALL",
            value,
            measure: what as "OPENED",
            amount,
          });
      }
    });
  return sums.length;
}

const FIGURES: Record<string, (database: Database) => Promise<unknown>> = {
  "everything together": (database) => countsOf(database, "ALL", ["-"], YEAR),
  "twenty rules": async (database) =>
    countsOf(database, "RULE", await topValues(database, "RULE", YEAR, "RULINGS", 20), YEAR),
  "twenty of 2,000 providers": async (database) =>
    countsOf(database, "PROVIDER", await topValues(database, "PROVIDER", YEAR, "OPENED", 20), YEAR),
  "how long reviews took": (database) => stageTimes(database, "ALL", YEAR),
};

async function measure(name: string, database: Database, cases: number): Promise<void> {
  const rows = await fill(database, cases);
  if (!database.isSqlite) await database.query("ANALYZE TABLE statistic_count, stage_time");
  process.stdout.write(`\n${name}, ${cases} cases: ${rows} rows\n`);
  for (const [figure, ask] of Object.entries(FIGURES)) {
    const times: number[] = [];
    for (let n = 0; n < Number(options.times); n += 1) {
      const began = performance.now();
      await ask(database);
      times.push(performance.now() - began);
    }
    process.stdout.write(`${figure.padEnd(28)}${`${median(times).toFixed(1)} ms`.padStart(12)}\n`);
  }
}

async function main(): Promise<void> {
  for (const cases of options.cases.split(",").map(Number)) {
    const url = `sqlite:${join(temporaryFolder(), "redress.db")}`;
    const sqlite = await openDatabase({ url }, systemClock);
    await measure("SQLite", sqlite, cases);
    await sqlite.close();
    await using server = await startMariaDb();
    const mariadb = await openDatabase({ url: server.url.replace("mysql:", "mariadb:") }, systemClock);
    await measure("MariaDB", mariadb, cases);
    await mariadb.close();
  }
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
