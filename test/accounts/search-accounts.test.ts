import { DEMO_PEOPLE } from "../../src/app/demo/demo-people";
import { forEachDatabase } from "../support/databases";
import { startWorld, type World } from "../support/world";

const SEARCH = `query ($filter: AccountFilter, $first: Int, $after: String) {
  accounts(filter: $filter, first: $first, after: $after) {
    nodes { login } totalCount { value } pageInfo { hasNextPage endCursor }
  }
}`;

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const found = async (filter: object, login = "admin"): Promise<string[]> => {
    const { nodes, totalCount } = (await (await world.as(login)).ok(SEARCH, { filter, first: 100 })).accounts;
    expect(totalCount.value).toBe(nodes.length);
    return nodes.map(({ login }: { login: string }) => login).sort();
  };

  test.each(["chen.mod", "zhou.lead", "he.inspect", "wu.finance", "li.na", "wang.owner"])(
    "%s is refused at the door",
    async (login) => {
      const refused = await (await world.as(login)).refused(SEARCH, { filter: { text: "tom" } });
      expect(refused.extensions.code).toBe("FORBIDDEN");
    },
  );

  test.each(["admin", "sun.audit"])("%s finds people by login, name and id", async (login) => {
    expect(await found({ text: "li.na" }, login)).toEqual(["li.na"]);
    expect(await found({ text: "WANG" }, login)).toEqual(["wang.owner"]);
    expect(await found({ text: "own" }, login)).toEqual(["wang.owner"]);
    expect(await found({ text: "ow" }, login)).toEqual([]);
    expect(await found({ text: "周敏" }, login)).toEqual(["zhou.lead"]);
    expect(await found({ text: "敏" }, login)).toEqual(["zhao.staff", "zhou.lead"]);
    expect(await found({ text: "Baker, Tom" }, login)).toEqual(["tom"]);
    expect(await found({ text: (await world.as("tom")).accountId }, login)).toEqual(["tom"]);
    expect(await found({ text: "tom 李娜" }, login)).toEqual([]);
  });

  test("by role and state", async () => {
    const leads = DEMO_PEOPLE.filter(({ roles }) => roles.includes("LEAD_MODERATOR")).map(({ login }) => login);
    expect(await found({ role: "LEAD_MODERATOR" })).toEqual([...leads].sort());
    expect(await found({ role: "MODERATOR" })).toEqual(["chen.mod", "liu.mod"]);
    expect(await found({ role: "MODERATOR", text: "lead" })).toEqual([]);
    const { accountId } = await world.as("liu.mod");
    const admin = await world.as("admin");
    await admin.do("suspendAccount", { accountId, reason: "test" }, "{ account { id } }");
    expect(await found({ status: "SUSPENDED" })).toEqual(["liu.mod"]);
    expect(await found({ status: "ACTIVE", role: "MODERATOR" })).toEqual(["chen.mod"]);
    expect(await found({ status: "SUSPENDED", text: "tom" })).toEqual([]);
    await admin.do("reinstateAccount", { accountId, reason: "test" }, "{ account { id } }");
  });

  further("signs of SQL, an empty text, unknown values", async () => {
    for (const text of ["%", "_", "'", '"', "\\", "%' OR 1=1 --"])
      expect([text, await found({ text })]).toEqual([text, []]);
    const refusal = async (filter: object) => (await (await world.as("admin")).refused(SEARCH, { filter })).extensions;
    expect(await refusal({ text: " " })).toMatchObject({ code: "BAD_USER_INPUT", field: "filter.text" });
    expect(await refusal({ role: "PROVIDER_OWNER" })).toMatchObject({ code: "BAD_USER_INPUT" });
    expect(await refusal({ status: "GONE" })).toMatchObject({ code: "BAD_USER_INPUT" });
  });

  test("whoever registers is found at once, in pages too", async () => {
    for (const login of ["anna.blume", "blume.eva"])
      await world.visitor.do(
        "registerAccount",
        { login, displayName: "Frau Blume", password: "vergissmeinnicht-77" },
        "{ account { id } }",
      );
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const { accounts } = await (await world.as("admin")).ok(SEARCH, { filter: { text: "blume" }, first: 1, after });
      seen.push(...accounts.nodes.map(({ login }: { login: string }) => login));
      if (!accounts.pageInfo.hasNextPage) break;
      after = accounts.pageInfo.endCursor;
    }
    expect(seen).toEqual(["blume.eva", "anna.blume"]);
    const after = (await (await world.as("admin")).ok(SEARCH, { first: 1 })).accounts.pageInfo.endCursor;
    const other = await (await world.as("admin")).refused(SEARCH, { filter: { text: "blume" }, after });
    expect(other.extensions.code).toBe("CURSOR_INVALID");
  });
});
