import { startWorld, type World } from "../support/world";

describe("the limits of the API", () => {
  let world: World;
  beforeAll(
    async () => (world = await startWorld("sqlite", { limits: { aliases: 3 } }, { BUDGET_PER_PERSON: "5000" })),
  );
  afterAll(() => world?.[Symbol.asyncDispose]());

  test("are told as they are set, and hold as told", async () => {
    const lina = await world.as("li.na");
    const { apiLimits } = await lina.ok("{ apiLimits { aliases cost budgetPerPerson } }");
    expect(apiLimits).toEqual({ aliases: 3, cost: 20_000, budgetPerPerson: 5_000 });
    const aliased = (n: number): string =>
      `{ apiLimits { ${Array.from({ length: n }, (_, i) => `a${i}: cost`).join(" ")} } }`;
    await lina.ok(aliased(apiLimits.aliases));
    expect((await lina.refused(aliased(apiLimits.aliases + 1))).extensions).toMatchObject({
      code: "QUERY_TOO_COMPLEX",
      limit: "aliases",
      most: apiLimits.aliases,
    });
  });

  test("what a request has cost and what is left stand in the answer's headers, when they are asked for", async () => {
    const ask = (headers: Record<string, string>): Promise<Response> =>
      fetch(`${world.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query: "{ apiLimits { budgetPerAddress } }" }),
      });
    const told = await ask({ "x-request-cost": "true" });
    const { apiLimits } = (await told.json()).data;
    const number = (name: string): number => Number(told.headers.get(name));
    expect(number("ratelimit-limit")).toBe(apiLimits.budgetPerAddress);
    expect(number("x-request-cost")).toBeGreaterThan(0);
    expect(number("ratelimit-remaining")).toBeLessThanOrEqual(apiLimits.budgetPerAddress - number("x-request-cost"));
    expect((await ask({})).headers.get("ratelimit-limit")).toBeNull();
  });

  test("every operation is described by who may call it", async () => {
    const { __schema } = await world.visitor.ok(
      "{ __schema { queryType { ...Root } mutationType { ...Root } subscriptionType { ...Root } } } fragment Root on __Type { description fields { name description } }",
    );
    const described = (root: "queryType" | "mutationType" | "subscriptionType", name: string): string =>
      __schema[root].fields.find((field: { name: string }) => field.name === name).description;
    for (const root of ["queryType", "mutationType", "subscriptionType"] as const) {
      expect(__schema[root].description).toContain("`");
      for (const { description } of __schema[root].fields) expect(description).toMatch(/^Who: .+\.\n\n\S/);
    }
    expect(described("queryType", "apiLimits")).toMatch(/^Who: everyone\./);
    expect(described("queryType", "myComplaintsCursor")).toMatch(/^Who: anyone signed in\./);
    expect(described("mutationType", "placeOrder")).toMatch(/^Who: CONSUMER\./);
    expect(described("subscriptionType", "rulingPublished")).toMatch(/^Who: everyone\./);
  });
});
