import { getOperationAST, parse } from "graphql";
import { measureCost, refuseCost } from "../../src/platform/graphql/cost";
import { DEFAULT_LIMITS } from "../../src/platform/graphql/limits";
import { CASE_POINTS, STEP_POINTS } from "../../src/app/sandboxes/sandbox-limits.table";
import { createSchema } from "../../src/app/schema";

const cost = async (query: string, variables: Record<string, unknown> = {}): Promise<number> => {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error("no operation");
  return measureCost(await createSchema(), document, operation, variables);
};

test("lists cost what is below them as often as they are asked for, by literal, variable, or default", async () => {
  expect(await cost("{ providers(first: 3) { nodes { id legalName } } }")).toBe(1 + 3 * 3);
  expect(await cost("query ($n: Int!) { providers(first: $n) { nodes { id } } }", { n: 7 })).toBe(1 + 7 * 2);
  expect(await cost("query ($n: Int) { providers(first: $n) { nodes { id } } }")).toBe(1 + 20 * 2);
  expect(await cost("query ($n: Int) { providers(first: $n) { nodes { id } } }", { n: null })).toBe(1 + 20 * 2);
  expect(await cost("{ providers(first: null) { nodes { id } } }")).toBe(1 + 20 * 2);
  expect(await cost("{ providers(first: 0) { nodes { id } } }")).toBe(1);
  expect(await cost("{ providers(last: 7) { nodes { id } } }")).toBe(1 + 7 * 2);
  expect(await cost("query ($n: Int) { providers(last: $n) { nodes { id } } }", { n: 7 })).toBe(1 + 7 * 2);
  // Refused when it is run; until then the greater of both.
  expect(await cost("{ providers(first: 3, last: 7) { nodes { id } } }")).toBe(1 + 7 * 2);
  expect(await cost("{ rules { code } }")).toBe(1 + 5);
});

test("counting costs what it reads, not what it returns", async () => {
  expect(await cost("{ providers(first: 0) { totalCount { value } } }")).toBe(1 + 200);
  expect(await cost("{ providers(first: 7) { nodes { id } totalCount { value isAtLeast } } }")).toBe(1 + 7 * 2 + 200);
  expect(await cost("{ providers(first: 7) { ...C } } fragment C on ProviderConnection { totalCount { value } }")).toBe(
    201,
  );
  // Where the list goes on is said once, too.
  const goesOn = "pageInfo { hasNextPage endCursor }";
  expect(await cost(`{ providers(first: 100) { nodes { id } ${goesOn} } }`)).toBe(1 + 100 * 2 + 3);
  const points = await cost("{ providers(first: 100) { nodes { rulings(first: 0) { totalCount { value } } } } }");
  expect(refuseCost(points, 20_000)?.extensions.code).toBe("QUERY_TOO_COMPLEX");
});

test("what does more than its selection shows costs what is declared of it", async () => {
  const points = await cost("mutation { advanceTestClock(input: { byHours: 1 }) { now } }");
  expect(points).toBe(1 + STEP_POINTS + 1);
  const five = [1, 2, 3, 4, 5].map((n) => `a${n}: advanceTestClock(input: { byHours: 1 }) { now }`).join(" ");
  expect(refuseCost(await cost(`mutation { ${five} }`), DEFAULT_LIMITS.cost)?.extensions.code).toBe(
    "QUERY_TOO_COMPLEX",
  );
  expect(await cost("mutation { createTestCase(input: { state: RULED }) { complaintId } }")).toBe(2 + CASE_POINTS);
  for (const catalogue of ["eventTypes { type }", "houseRules { code }", "refusals { code }"])
    expect(await cost(`{ ${catalogue} }`)).toBe(1 + 500 + 5);
});

test("as many ids as are given, so often what is below them", async () => {
  expect(await cost(`{ nodes(ids: ["a", "b", "c"]) { id } }`)).toBe(1 + 3);
  expect(await cost("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", { ids: ["a", "b"] })).toBe(1 + 2);
  const hundred = Array.from({ length: 100 }, () => "a");
  const below = "... on Provider { rulings(first: 100) { nodes { id } } }";
  const points = await cost(`query ($ids: [ID!]!) { nodes(ids: $ids) { ${below} } }`, { ids: hundred });
  expect(refuseCost(points, 20_000)?.extensions.code).toBe("QUERY_TOO_COMPLEX");
});

test("what is left out costs nothing", async () => {
  const query =
    "query ($y: Boolean!) { rules @include(if: $y) { code } a: rules @skip(if: $y) { code version } __typename }";
  expect(await cost(query, { y: true })).toBe(1 + 5 + 1);
  expect(await cost(query, { y: false })).toBe(1 + 10 + 1);
  expect(await cost("{ rules @include(if: false) { code } __typename }")).toBe(1);
});

test("fragments that double are measured as often as they are spread, and read once", async () => {
  const levels = Array.from({ length: 60 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`).join(
    " ",
  );
  expect(await cost(`{ ...F0 } ${levels} fragment F60 on Query { __typename }`)).toBe(2 ** 60);
  const below = levels.replaceAll("on Query", "on __Type");
  const told = await cost(`{ __type(name: "Query") { ...F0 } } ${below} fragment F60 on __Type { name }`);
  expect(told).toBeGreaterThan(2 ** 50);
});

test.each([
  ["fragments in a circle", "{ ...A } fragment A on Query { ...A }"],
  ["fragments in a circle under a meta field", "{ __schema { ...A } } fragment A on __Schema { ...A }"],
  ["a fragment that is not there", "{ ...A }"],
  ["a field that is not there", "{ nothing { id } }"],
])("%s cannot be measured, which is a refusal", async (_, query) => {
  await expect(cost(query)).rejects.toMatchObject({ code: "QUERY_TOO_COMPLEX" });
});

test("a number of items that is none is within no limit", async () => {
  for (const n of ["5", Number.NaN, {}]) {
    const points = await cost("query ($n: Int) { providers(first: $n) { nodes { id } } }", { n });
    expect(refuseCost(points, 20_000)?.extensions.code).toBe("QUERY_TOO_COMPLEX");
  }
  expect(refuseCost(Infinity, 20_000)?.extensions.code).toBe("QUERY_TOO_COMPLEX");
});
