import "reflect-metadata";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { openDatabase } from "../src/app/open-database";
import { systemClock } from "../src/platform/clock";
import { documentOf, lists, type List } from "./platform/growth/lists";
import { growMarket, readerOf } from "./platform/growth/market";
import { temporaryFolder } from "./support/folder";
import { ask } from "./support/load";
import { startMariaDb } from "./support/mariadb";
import { freePort, startScript, type Child } from "./support/processes";
import { serverSettings } from "./support/server-settings";
import { graphql, Tokens } from "./support/work";

/**
 * npm run bench:growth [-- --cases 20000,200000 --times 20 --only complaints,listings --databases sqlite,mariadb --folder markets]
 *
 * What every list of the schema costs in a small market and in a large one: the processor time, of the server and of the database,
 * for its first page, for the page after it and for its last page. The ratio between the markets is what counts: a list whose cost
 * grows with the market has no index for its filter. Linux only: elsewhere processor time is not told. A page that is refused is
 * told and counts as growing. Markets on SQLite stay in `--folder` for the next run: two million cases take long to fill.
 */
const { values: options } = parseArgs({
  options: {
    cases: { type: "string", default: "20000,200000" },
    times: { type: "string", default: "20" },
    only: { type: "string" },
    databases: { type: "string", default: "sqlite,mariadb" },
    folder: { type: "string" },
  },
});
const NOW = Date.now();
const TIMES = Number(options.times);
const SIZES = options.cases.split(",").map(Number);
/** Below this a difference is noise. */
const LEAST_MS = 3;

interface Found {
  nodes: unknown[];
  pageInfo: { startCursor: string | null; endCursor: string | null; hasNextPage: boolean };
}

const wanted = ({ of }: List): boolean =>
  options.only?.split(",").some((name) => of.toLowerCase().includes(name.toLowerCase())) ?? true;
const nameOf = ({ of, as, args = "" }: List): string => [of.replace("Query.", ""), as.toLowerCase(), args].join(" ");

type Times = Map<string, number>;

/** Of SQLite, whose statements run in the process: which page held it longest, and how long. */
interface Hold {
  name: string;
  ms: number;
}
const longest = new Map<number, Hold>();

const refused: string[] = [];

async function fill(url: string, cases: number): Promise<void> {
  const database = await openDatabase({ url }, systemClock);
  await growMarket(database, cases, NOW);
  await database.close();
}

/** A market that was filled to its end stays; one that was not has another name. */
async function fillOnce(url: string, cases: number): Promise<void> {
  const path = url.replace("sqlite:", "");
  if (existsSync(path)) return;
  await fill(`${url}.filling`, cases);
  renameSync(`${path}.filling`, path);
}

async function measure(url: string, cases: number, database?: Child): Promise<Times> {
  if (!database) await fillOnce(url, cases);
  else await fill(url, cases);
  const [secret, port] = [randomBytes(32).toString("hex"), await freePort()];
  await using server = await startScript(join(__dirname, "../src/main.js"), port, serverSettings(url, secret), [
    "--require",
    join(__dirname, "servers/probe-held.js"),
  ]);
  const tokens = new Tokens(secret);
  const times: Times = new Map();
  const used = (): number => server.cpu() + (database?.cpu() ?? 0);
  for (const list of lists(NOW).filter(wanted)) {
    const token = list.as === "VISITOR" ? undefined : await tokens.of(readerOf(cases, list.as));
    const page = (slice: string): Promise<Found> => read(port, documentOf(list, slice), token);
    const timed = async (slice: string, which: string): Promise<Found["pageInfo"] | undefined> => {
      const name = `${nameOf(list)}, ${which}`;
      try {
        const { pageInfo } = await page(slice);
        const began = used();
        await server.ask("held");
        for (let n = 0; n < TIMES; n += 1) await page(slice);
        times.set(name, (used() - began) / TIMES);
        const ms = await server.ask<number>("held");
        if (!database && ms > (longest.get(cases)?.ms ?? 0)) longest.set(cases, { name, ms });
        return pageInfo;
      } catch (error) {
        refused.push(`${name}, at ${cases} cases: ${String(error)}`);
        times.set(name, Infinity);
        return undefined;
      }
    };
    const first = await timed("first: 20", "first page");
    if (first?.hasNextPage) await timed(`first: 20, after: ${JSON.stringify(first.endCursor)}`, "next page");
    await timed("last: 20", "last page");
  }
  return times;
}

async function read(port: number, document: string, token: string | undefined): Promise<Found> {
  const { status, body } = await ask(port, graphql(document, {}, token));
  const { data, errors } = JSON.parse(body) as { data?: object; errors?: unknown };
  if (status !== 200 || errors) throw new Error(`${document}\n${body}`);
  const found = listIn(data);
  if (!found) throw new Error(`${document} has no list:\n${body}`);
  return found;
}

/** The list stands somewhere below the fields that lead to it. */
function listIn(value: unknown): Found | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if ("list" in value) return value.list as Found;
  return Object.values(value).map(listIn).find(Boolean);
}

function print(database: string, measured: readonly Times[]): void {
  const line = (name: string, ms: readonly string[], ratio: string): void =>
    void process.stdout.write(`${ratio.padStart(6)} ${ms.map((each) => each.padStart(9)).join("")}  ${name}\n`);
  process.stdout.write(`\n${database}: milliseconds of processor time by number of cases\n`);
  line("", SIZES.map(String), "ratio");
  const [first] = measured;
  const rows = [...(first ?? new Map<string, number>()).keys()].map((name) => {
    const ms = measured.map((times) => times.get(name) ?? NaN);
    return { name, ms, ratio: Math.max(ms.at(-1) ?? NaN, LEAST_MS) / Math.max(ms[0] ?? NaN, LEAST_MS) };
  });
  for (const { name, ms, ratio } of rows.sort((one, other) => other.ratio - one.ratio))
    line(
      name,
      ms.map((each) => each.toFixed(1)),
      ratio.toFixed(2),
    );
  const growing = rows.filter(({ ratio }) => ratio > 1.5).length;
  process.stdout.write(
    `${rows.length} pages, ${growing} of them more than 1.5 times as costly; at most ${Math.max(...rows.map(({ ms }) => ms.at(-1) ?? NaN)).toFixed(1)} ms\n`,
  );
}

function marketFolder(): string {
  if (!options.folder) return temporaryFolder();
  mkdirSync(options.folder, { recursive: true });
  return resolve(options.folder);
}

async function main(): Promise<void> {
  for (const kind of options.databases.split(",")) {
    const measured: Times[] = [];
    for (const cases of SIZES)
      if (kind === "sqlite") measured.push(await measure(`sqlite:${join(marketFolder(), `${cases}.db`)}`, cases));
      else {
        await using server = await startMariaDb();
        measured.push(await measure(server.url.replace("mysql:", "mariadb:"), cases, server.server));
      }
    print(kind === "sqlite" ? "SQLite" : "MariaDB", measured);
    if (kind === "sqlite")
      for (const [cases, { name, ms }] of longest)
        process.stdout.write(`at ${cases} cases the process was held for ${ms.toFixed(0)} ms at most: ${name}\n`);
    for (const refusal of refused.splice(0)) {
      process.stdout.write(`refused, ${refusal}\n`);
      process.exitCode = 1;
    }
  }
}

void main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
