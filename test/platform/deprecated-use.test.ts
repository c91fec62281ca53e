import { buildSchema } from "graphql";
import pino from "pino";
import { Admission } from "../../src/platform/graphql/admission";
import { Budget } from "../../src/platform/graphql/budget";
import { Counters } from "../../src/platform/redis/counters";
import type { Context } from "../../src/platform/graphql/context";
import { DeprecatedUse } from "../../src/platform/graphql/deprecated-use";
import { DEFAULT_LIMITS } from "../../src/platform/graphql/limits";
import { Pipeline } from "../../src/platform/graphql/pipeline";
import { RegisteredDocuments } from "../../src/platform/graphql/registered-documents";
import { OperationLog } from "../../src/platform/telemetry/operation-log";
import type { Program } from "../../src/platform/graphql/program";

const REASON = 'reason: "Removed after 2027-12-01."';
const SCHEMA = buildSchema(`
  type Query {
    listing(id: ID, old: Int @deprecated(${REASON})): Listing
    listings(filter: Filter, status: Status): [Listing!]!
  }
  interface Named { name: String @deprecated(${REASON}) title: String }
  type Listing implements Named { name: String @deprecated(${REASON}) title: String parent: Listing }
  input Filter { text: String word: String @deprecated(${REASON}) status: Status all: [Filter!] }
  enum Status { OPEN SHUT @deprecated(${REASON}) }
`);
const PIPELINE = new Pipeline(SCHEMA, DEFAULT_LIMITS);
const SHOP: Program = { name: "shop", version: "1.0" };

const SILENT = new OperationLog(pino({ level: "silent" }), { slowMs: 1_000, mostInASecond: 0 });

/** Lets an operation in as the doors do. */
function admission(use: DeprecatedUse): (query: string, program: Program | null, variables?: object) => Promise<void> {
  const budget = new Budget(new Counters(), { perPerson: 1_000_000, perAddress: 1_000_000 });
  const door = new Admission(PIPELINE, new RegisteredDocuments(new Map(), "any"), budget, 1_000, use, SILENT);
  return async (query, program, variables = {}) => {
    const context = { actor: null, remoteAddress: "address", program, about: {}, limitTime: () => undefined };
    const { prepared } = await door.admit({ query, variables: { ...variables } }, context as unknown as Context);
    expect("errors" in prepared && prepared.errors).toBe(false);
  };
}

async function used(query: string, variables?: object): Promise<string[]> {
  const use = new DeprecatedUse();
  await admission(use)(query, SHOP, variables);
  return use
    .take()
    .map(({ element }) => element)
    .sort();
}

describe("what is deprecated is found", () => {
  test("in fields, their fragments and arguments", async () => {
    expect(await used("{ listing { title } }")).toEqual([]);
    expect(await used("{ listing(old: 1) { alias: name parent { name } } }")).toEqual([
      "Listing.name",
      "Query.listing(old:)",
    ]);
    const spread =
      "query A { listing { ...L } } fragment L on Listing { parent { ...N } } fragment N on Named { name }";
    expect(await used(spread)).toEqual(["Named.name"]);
  });

  test("in inputs and values, written out or sent as variables", async () => {
    expect(await used('{ listings(filter: { all: [{ word: "a" }] }, status: SHUT) { title } }')).toEqual([
      "Filter.word",
      "Status.SHUT",
    ]);
    const query = "query ($filter: Filter, $status: Status) { listings(filter: $filter, status: $status) { title } }";
    expect(await used(query, { filter: { text: "a" }, status: "OPEN" })).toEqual([]);
    expect(await used(query, { filter: { all: [{ word: "a", status: "SHUT" }] }, status: null })).toEqual([
      "Filter.word",
      "Status.SHUT",
    ]);
  });
});

test("who uses it is counted by name and version, until it was reported", async () => {
  const use = new DeprecatedUse();
  const send = admission(use);
  for (let times = 0; times < 3; times += 1) await send("{ listing { name } }", SHOP);
  await send("{ listing { name } }", { ...SHOP, version: "2.0" });
  await send("{ listing { name } }", null);
  await send("{ listing { title } }", { name: "modern", version: null });
  const lines: unknown[] = [];
  use.report({ info: (line: unknown) => lines.push(line) } as never);
  expect(lines).toEqual([
    { program: "shop", version: "1.0", element: "Listing.name", times: 3 },
    { program: "shop", version: "2.0", element: "Listing.name", times: 1 },
    { program: "(unnamed)", version: null, element: "Listing.name", times: 1 },
  ]);
  expect(use.take()).toEqual([]);
});

test("however many names somebody invents, a hundred are told apart", () => {
  const use = new DeprecatedUse();
  use.note(SHOP, ["Listing.name"]);
  for (let number = 0; number < 10_000; number += 1)
    use.note({ name: `invented ${number}`, version: `${number}` }, ["Listing.name"]);
  use.note(SHOP, ["Listing.name"]);
  const uses = use.take();
  expect(uses).toHaveLength(101);
  expect(uses[0]).toMatchObject({ program: SHOP, times: 2 });
  expect(uses.at(-1)).toEqual({ program: { name: "(others)", version: null }, element: "Listing.name", times: 9_901 });
  // The next period begins anew.
  use.note({ name: "late", version: null }, ["Listing.name"]);
  expect(use.take()).toEqual([{ program: { name: "late", version: null }, element: "Listing.name", times: 1 }]);
});
