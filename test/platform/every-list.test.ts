import { getNamedType, isInputObjectType, isObjectType, type GraphQLArgument, type GraphQLSchema } from "graphql";
import pino from "pino";
import { documentOf, lists, type List } from "../../bench/platform/growth/lists";
import { growMarket, readerOf } from "../../bench/platform/growth/market";
import { Tokens } from "../../bench/support/work";
import { openDatabase } from "../../src/app/open-database";
import { createSchema } from "../../src/app/schema";
import { parseConfig } from "../../src/config";
import { systemClock } from "../../src/platform/clock";
import type { Database } from "../../src/platform/database/database";
import type { SqlValue } from "../../src/platform/database/row-mapper";
import { startServer, type RunningServer } from "../../src/server";
import { createMigratedDatabase, forEachDatabase, type TestDatabase } from "../support/databases";
import { temporaryFolder, type TemporaryFolder } from "../support/temporary";
import { Person } from "../support/world";

const CASES = 12_000;
/** Rows of tables and indexes that one statement may read. A scan reads more. */
const MOST_READ = 4_000;
/** With a text: the two thousand rows that it finds in each of four places, and what leads to them. */
const MOST_FOUND = 10_000;
const NOW = Date.now();

/** Tables that do not grow with the market, and are read as a whole. */
const SMALL =
  /^(routing_rule|rule_version|rule_draft|course|course_version|guide|guide_version|inspection_plan|inspection_draw|policy_value|calendar_day|role_grant|house_rule_change|vetting_checklist_item|outside_route)$/;

const nameOf = ({ of, as, args = "" }: List): string => `${of}, ${as}: ${args}`;

test("every list of the schema is read here, narrowed in each way that it can be", async () => {
  const read = lists(NOW);
  const missing = listsOf(await createSchema()).flatMap(([of, args]) => {
    const documents = read.filter((list) => list.of === of).map((list) => documentOf(list, "first: 20"));
    if (documents.length === 0) return [of];
    return narrowings(args)
      .filter((name) => !documents.some((document) => document.includes(`${name}:`)))
      .map((name) => `${of}, ${name}`);
  });
  expect(missing).toEqual([]);
});

function listsOf(schema: GraphQLSchema): [string, readonly GraphQLArgument[]][] {
  return Object.values(schema.getTypeMap()).flatMap((type) =>
    isObjectType(type) && type !== schema.getMutationType() && type !== schema.getSubscriptionType()
      ? Object.values(type.getFields()).flatMap((field): [string, readonly GraphQLArgument[]][] =>
          getNamedType(field.type).name.endsWith("Connection") ? [[`${type.name}.${field.name}`, field.args]] : [],
        )
      : [],
  );
}

const narrowings = (args: readonly GraphQLArgument[]): string[] =>
  args
    .filter(({ name }) => !["first", "after", "last", "before"].includes(name))
    .flatMap(({ name, type }) => {
      const input = getNamedType(type);
      return name === "filter" && isInputObjectType(input) ? Object.keys(input.getFields()) : [name];
    });

type Statement = [sql: string, params: readonly SqlValue[]];

forEachDatabase((kind) => {
  let [made, folder]: [TestDatabase | undefined, TemporaryFolder | undefined] = [undefined, undefined];
  let server: RunningServer;
  let tokens: Tokens;
  const sent: Statement[] = [];

  beforeAll(async () => {
    [made, folder] = [await createMigratedDatabase(kind), await temporaryFolder("lists")];
    const database = await openDatabase({ url: made.url }, systemClock);
    await growMarket(database, CASES, NOW);
    await database.close();
    const env = { PORT: "0", HOST: "127.0.0.1", DATABASE_URL: made.url, SECRET: "s".repeat(64), DATA_DIR: folder.path };
    const rest = {
      DEMO: "false",
      STAFF_SECOND_FACTOR: "false",
      SWEEP_SECONDS: "3600",
      BUDGET_PER_ADDRESS: "100000000",
    };
    const config = parseConfig({ ...env, ...rest, BUDGET_PER_PERSON: "100000000" });
    server = await startServer(config, { log: pino({ level: "silent" }) });
    tokens = new Tokens(config.secret);
    const { database: reading } = server.services;
    const [ask, rows] = [reading.ask.bind(reading), reading.rows.bind(reading)];
    jest.spyOn(reading, "ask").mockImplementation((sql, params) => (sent.push([sql, params]), ask(sql, params)));
    jest.spyOn(reading, "rows").mockImplementation((all) => (sent.push([all.text, all.params]), rows(all)));
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await made?.dispose();
    await folder?.remove();
  });

  /** What each statement reads, by its text and values: nothing is written here, and who is signed in is asked for every list. */
  const reads = new Map<string, Reads>();
  /** Nothing that was sent reads more than so many rows; on SQLite, goes through a whole table. */
  async function expectLittleRead(most: number): Promise<void> {
    const asked = new Map(sent.map((each) => [JSON.stringify(each), each]));
    const unknown = [...asked].filter(([key]) => !reads.has(key));
    const found = await readsOf(
      server.services.database,
      unknown.map(([, statement]) => statement),
    );
    unknown.forEach(([key], index) => reads.set(key, found[index] ?? NaN));
    for (const [key, statement] of asked) {
      const read = reads.get(key) ?? NaN;
      const isLittle = typeof read === "number" ? read <= most : read.length === 0;
      expect(isLittle ? null : { read, statement }).toBeNull();
    }
  }

  test.each(lists(NOW).map((list) => [nameOf(list), list] as const))("%s", async (_, list) => {
    const token = list.as === "VISITOR" ? undefined : await tokens.of(readerOf(CASES, list.as));
    const person = new Person(server.url, token);
    const read = async (slice: string): Promise<{ endCursor: string | null; hasNextPage: boolean }> => {
      sent.length = 0;
      const found = listIn(await person.ok(documentOf(list, slice)));
      await expectLittleRead(list.args?.includes("text:") ? MOST_FOUND : MOST_READ);
      return found.pageInfo;
    };
    const { endCursor, hasNextPage } = await read("first: 20");
    if (hasNextPage) await read(`first: 20, after: ${JSON.stringify(endCursor)}`);
    await read("last: 20");
  });

  test("the views of the queue are counted, and moderators found, without reading the whole", async () => {
    const lead = new Person(server.url, await tokens.of(readerOf(CASES, "LEAD_MODERATOR")));
    const view = (name: string, filter: string): string =>
      `${name}: createQueueView(input: { name: "${name}", filter: ${filter} }) { clientMutationId }`;
    const rare = '{ category: "legal", severity: L3, queue: "SPECIAL" }';
    await lead.ok(`mutation { ${view("rare", rare)} ${view("word", '{ text: "退款" }')} }`);
    sent.length = 0;
    await lead.ok("{ queueViews { cases } }");
    await lead.ok('{ moderators(text: "服务") { held } }');
    expect(sent.length).toBeGreaterThan(2);
    await expectLittleRead(MOST_FOUND);
  });

  // Of a large market very many are in any state. (MariaDB knows how many are.)
  if (kind === "sqlite")
    test("what one person or one provider has in a state is not looked for among all that is in it", async () => {
      const ofOne = /^(Query.my|Query.providerOrders)|providerId/;
      const narrowed = lists(NOW).filter((list) => ofOne.test(nameOf(list)) && list.args?.includes("statuses"));
      expect(narrowed.length).toBeGreaterThan(5);
      for (const list of narrowed) {
        sent.length = 0;
        await new Person(server.url, await tokens.of(readerOf(CASES, list.as as "OWNER"))).ok(
          documentOf(list, "first: 20"),
        );
        for (const [sql, params] of [...sent]) {
          const plan = await server.services.database.query<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params);
          const byState = plan.filter(({ detail }) => /ix_(complaint|service_order)_status_/.test(detail));
          expect({ list: nameOf(list), byState }).toEqual({ list: nameOf(list), byState: [] });
        }
      }
    });

  const ROLES = ["CONSUMER", "OWNER", "MODERATOR", "AUDITOR", "VISITOR"] as const;
  const TEXTS = ["退款", "隐瞒", "上门 甲醛", "deliv", "服务", "R-2026-000777"];
  test.each(ROLES.flatMap((role) => TEXTS.map((text) => [text, role] as const)))(
    "search for %s, %s",
    async (text, role) => {
      const token = role === "VISITOR" ? undefined : await tokens.of(readerOf(CASES, role));
      sent.length = 0;
      await new Person(server.url, token).ok(
        "query ($text: String!) { search(text: $text, first: 50) { code title } }",
        { text },
      );
      await expectLittleRead(MOST_FOUND);
    },
  );
});

interface Found {
  pageInfo: { endCursor: string | null; hasNextPage: boolean };
}

/** The list stands somewhere below the fields that lead to it. */
function listIn(value: object): Found {
  if ("list" in value) return value.list as Found;
  const [below] = Object.values(value) as [object];
  return listIn(Array.isArray(below) ? (below[0] as object) : below);
}

/** How many rows of tables and indexes; of SQLite the tables that it goes through from one end, not along an index. */
type Reads = number | readonly string[];

async function readsOf(database: Database, statements: readonly Statement[]): Promise<Reads[]> {
  const found: Reads[] = [];
  if (database.isSqlite) {
    for (const statement of statements)
      found.push((await tablesScanned(database, statement)).filter((table) => !SMALL.test(table)));
    return found;
  }
  await database.transact(async (tx) => {
    const count = async (): Promise<number> => {
      const counters = await tx.query<{ Value: string }>("SHOW SESSION STATUS LIKE 'Handler_read%'");
      return counters.reduce((sum, { Value }) => sum + Number(Value), 0);
    };
    let before = await count();
    for (const [sql, params] of statements) {
      await tx.query(sql, params);
      const after = await count();
      found.push(after - before);
      before = after;
    }
  });
  return found;
}

/** By SQLite's program for the statement. */
async function tablesScanned(database: Database, [sql, params]: Statement): Promise<string[]> {
  const program = await database.query<{ opcode: string; p1: number; p2: number }>(`EXPLAIN ${sql}`, params);
  const begun = new Set(program.flatMap(({ opcode, p1 }) => (opcode === "Rewind" || opcode === "Last" ? [p1] : [])));
  const opened = program.filter(({ opcode, p1 }) => opcode === "OpenRead" && begun.has(p1));
  if (opened.length === 0) return [];
  const tables = await database.query<{ name: string; rootpage: number }>(
    "SELECT name, rootpage FROM sqlite_master WHERE type = 'table'",
  );
  return tables.filter(({ rootpage }) => opened.some(({ p2 }) => p2 === rootpage)).map(({ name }) => name);
}
