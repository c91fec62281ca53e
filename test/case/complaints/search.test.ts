import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { caseIn, openCase, type WorldCase } from "./world-case";

const SEARCH = `query ($filter: ComplaintFilter, $sort: ComplaintSort, $first: Int, $after: String) {
  complaints(filter: $filter, sort: $sort, first: $first, after: $after) {
    nodes { id updatedAt } totalCount { value isAtLeast } pageInfo { hasNextPage endCursor }
  }
}`;
const MINE = `query ($filter: MyComplaintsFilter) { myComplaints(filter: $filter) { nodes { id } totalCount { value } } }`;
const SPARK = "星火代运营(杭州)有限公司";
const STAFF = ["chen.mod", "zhou.lead", "he.inspect", "sun.audit"];
const OTHERS = ["li.na", "wang.owner", "wu.finance", "lin.train", "admin"];

type Nodes = { id: string; updatedAt: string }[];

forEachDatabase((kind, further) => {
  let world: World;
  let closed: WorldCase, late: WorldCase, fraud: WorldCase;
  const all = () => [fraud, late, closed].map(({ id }) => id);
  beforeAll(async () => {
    world = await startWorld(kind);
    closed = await caseIn(world, "CLOSED", { opening: { title: "海报少了一张" } });
    await world.later(1);
    late = await openCase(world, { consumer: "tom", opening: { title: "The draft came 5 days late, 100% 'wrong'" } });
    await world.later(1);
    fraud = await openCase(world, { opening: { breachClass: "FRAUD", title: "收款后失联" } });
    await world.later(1);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const list = async (variables: Record<string, unknown>, login = "chen.mod") =>
    (await (await world.as(login)).ok(SEARCH, variables)).complaints;
  const found = async (filter: object, login?: string): Promise<string[]> => {
    const { nodes, totalCount } = await list({ filter }, login);
    expect(totalCount).toEqual({ value: nodes.length, isAtLeast: false });
    return (nodes as Nodes).map(({ id }) => id);
  };
  const refusal = async (filter: object) => (await (await world.as("chen.mod")).refused(SEARCH, { filter })).extensions;
  const orderTitle = async ({ orderId }: WorldCase): Promise<string> =>
    (await (await world.as("chen.mod")).ok(`query ($id: ID!) { order(id: $id) { title } }`, { id: orderId })).order
      .title;

  test.each(STAFF)("%s finds every case, closed ones too, and each of them by its id", async (login) => {
    expect(await found({}, login)).toEqual(all());
    const person = await world.as(login);
    for (const id of all())
      expect((await person.ok(`query ($id: ID!) { complaint(id: $id) { id } }`, { id })).complaint).toEqual({ id });
  });

  test.each(OTHERS)("%s is refused at the door", async (login) => {
    expect((await (await world.as(login)).refused(SEARCH)).extensions.code).toBe("FORBIDDEN");
  });

  further("a visitor is asked to sign in", async () => {
    expect((await world.visitor.refused(SEARCH)).extensions.code).toBe("UNAUTHENTICATED");
  });

  test("by the number that it had where it was imported from, in one's own cases too", async () => {
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE complaint SET external_id = '3202-7' WHERE id = ?", [late.id]),
    );
    expect(await found({ externalId: "3202-7" })).toEqual([late.id]);
    expect(await found({ externalId: "3202-7", orderId: fraud.orderId })).toEqual([]);
    expect(await found({ externalId: "3202" })).toEqual([]);
    const mine = async (login: string) =>
      (await (await world.as(login)).ok(MINE, { filter: { externalId: "3202-7" } })).myComplaints.nodes;
    expect([await mine("tom"), await mine("wang.owner"), await mine("li.na")]).toEqual([
      [{ id: late.id }],
      [{ id: late.id }],
      [],
    ]);
    expect((await refusal({ externalId: "" })).field).toBe("filter.externalId");
  });

  test("by what it is called: its title, its order's, its sides' names", async () => {
    expect(await found({ text: "海报" })).toEqual([closed.id]);
    expect(await found({ text: "失联 收款" })).toEqual([fraud.id]);
    expect(await found({ text: "drafts LATE" })).toEqual([late.id]);
    expect(await found({ text: "Ｄｒａｆｔ" })).toEqual([late.id]);
    expect(await found({ text: await orderTitle(late) })).toEqual(all());
    expect(await found({ text: SPARK })).toEqual(all());
    expect(await found({ text: "李娜" })).toEqual([fraud.id, closed.id]);
    expect(await found({ text: "bak" })).toEqual([late.id]);
    // Not across texts: nothing is called both.
    expect(await found({ text: "李娜 海报" })).toEqual([]);
  });

  test("by an id: its own, its order's, its provider's, its consumer's", async () => {
    const { provider } = await late.look("provider { id }");
    expect(await found({ text: late.id })).toEqual([late.id]);
    expect(await found({ text: ` ${late.orderId} ` })).toEqual([late.id]);
    expect(await found({ text: provider.id })).toEqual(all());
    expect(await found({ text: (await world.as("tom")).accountId })).toEqual([late.id]);
    expect(await found({ text: late.id.replace(/.$/, (last) => (last === "0" ? "1" : "0")) })).toEqual([]);
  });

  further("not by what these people do not see: a login, a name still to be verified", async () => {
    expect(await found({ text: "li.na" })).toEqual([]);
    const owner = await world.as("wang.owner");
    const { provider } = await late.look("provider { id }");
    await owner.do("updateProvider", { providerId: provider.id, legalName: "蓝鲸数码有限公司" }, "{ provider { id } }");
    expect(await found({ text: "蓝鲸" })).toEqual([]);
  });

  further("one character, none, signs of SQL", async () => {
    expect(await found({ text: "娜" })).toEqual([fraud.id, closed.id]);
    expect(await found({ text: "5" })).toEqual([late.id]);
    expect(await found({ text: "d" })).toEqual([]);
    expect(await found({ text: "100%" })).toEqual([late.id]);
    expect(await found({ text: "'wrong'" })).toEqual([late.id]);
    for (const text of ["%", "_", "'", '"', "\\", "%%' OR 1=1 --", "🔥"])
      expect([text, await found({ text })]).toEqual([text, []]);
    expect(await found({ text: "l_te" })).toEqual([]);
    for (const text of ["", "  "])
      expect(await refusal({ text })).toMatchObject({
        code: "BAD_USER_INPUT",
        reason: "text.empty",
        field: "filter.text",
      });
    expect(await refusal({ text: "长".repeat(121) })).toMatchObject({ code: "BAD_USER_INPUT", field: "filter.text" });
    expect(await refusal({ text: "\u0000" })).toMatchObject({ code: "BAD_USER_INPUT", field: "filter.text" });
  });

  further("a new name is found and the old one is not", async () => {
    const tom = await world.as("tom");
    await tom.do("updateAccount", { displayName: "Tim Shepherd" }, "{ account { id } }");
    expect(await found({ text: "shepherd" })).toEqual([late.id]);
    expect(await found({ text: "tom baker" })).toEqual([]);
    await tom.do("updateAccount", { displayName: "Tom Baker" }, "{ account { id } }");
    expect(await found({ text: "tom baker" })).toEqual([late.id]);
  });

  test("by state, urgency, parties, order, category and times, together", async () => {
    const { provider } = await late.look("provider { id }");
    const { accountId: consumerId } = await world.as("tom");
    expect(await found({ statuses: ["CLOSED"] })).toEqual([closed.id]);
    expect(await found({ statuses: ["CLOSED", "SUBMITTED", "CLOSED"] })).toEqual([fraud.id, closed.id]);
    expect(await found({ severities: ["L4"] })).toEqual([fraud.id]);
    expect(await found({ consumerId })).toEqual([late.id]);
    expect(await found({ orderId: closed.orderId, providerId: provider.id })).toEqual([closed.id]);
    expect(await found({ category: "shop-design", statuses: ["NEGOTIATING"] })).toEqual([late.id]);
    expect(await found({ category: "livestream" })).toEqual([]);
    const { openedAt } = await late.look("openedAt");
    expect(await found({ openedAt: { from: openedAt } })).toEqual([fraud.id, late.id]);
    expect(await found({ updatedAt: { to: openedAt } })).toEqual([closed.id]);
    const { dueAt } = await late.look();
    expect(await found({ dueAt: { from: dueAt, to: new Date(Date.parse(dueAt) + 1).toISOString() } })).toEqual([
      late.id,
    ]);
    expect(await found({ text: "李娜", statuses: ["CLOSED"], providerId: provider.id })).toEqual([closed.id]);
  });

  test("conditions that contradict each other find nothing; a range upside down and an empty set are refused", async () => {
    const { accountId: consumerId } = await world.as("tom");
    expect(await found({ statuses: ["CLOSED"], dueAt: { from: "2020-01-01T00:00:00.000Z" } })).toEqual([]);
    expect(await found({ consumerId, text: "李娜" })).toEqual([]);
    expect(await found({ orderId: "no id", providerId: "prv_x" })).toEqual([]);
    const upsideDown = { from: "2026-01-02T00:00:00.000Z", to: "2026-01-01T00:00:00.000Z" };
    for (const field of ["openedAt", "updatedAt", "dueAt"])
      expect(await refusal({ [field]: upsideDown })).toMatchObject({
        ...{ code: "BAD_USER_INPUT", reason: "period.empty", field: `filter.${field}.to` },
      });
    for (const [field, value] of Object.entries({ statuses: [], severities: [] }))
      expect(await refusal({ [field]: value })).toMatchObject({ code: "BAD_USER_INPUT", field: `filter.${field}` });
    for (const [field, value] of Object.entries({ statuses: ["OPEN"], severities: ["L5"] }))
      expect(await refusal({ [field]: value })).toMatchObject({ code: "BAD_USER_INPUT" });
  });

  test("in pages, in every order, as far as a cursor of the same list", async () => {
    const newest = all();
    for (const [sort, expected] of [
      ["OPENED_AT_DESC", newest],
      ["UPDATED_AT_DESC", newest],
      ["UPDATED_AT_ASC", [...newest].reverse()],
    ] as const)
      for (const filter of [{}, { text: SPARK }, { statuses: ["CLOSED", "NEGOTIATING", "SUBMITTED"] }]) {
        const seen: string[] = [];
        for (let after: string | null = null; ;) {
          const { nodes, pageInfo } = await list({ filter, sort, first: 1, after });
          seen.push(...(nodes as Nodes).map(({ id }) => id));
          if (!pageInfo.hasNextPage) break;
          after = pageInfo.endCursor;
        }
        expect([sort, filter, seen]).toEqual([sort, filter, expected]);
      }
    const after = (await list({ first: 1 })).pageInfo.endCursor;
    expect((await list({ filter: { text: null, statuses: null }, first: 1, after })).nodes).toHaveLength(1);
    const other = await (await world.as("chen.mod")).refused(SEARCH, { filter: { text: SPARK }, after });
    expect(other.extensions.code).toBe("CURSOR_INVALID");
  });

  test("a word that very many have finds the same", async () => {
    const rows = Array.from({ length: 2_001 }, (_, index) => `('complaint.title', '海报', 'cmp_other${index}')`);
    const lists = async () => [
      await found({ text: "海报" }),
      await found({ text: "海报 少了" }),
      await found({ text: "海报 失联" }),
      await found({ text: "海报", statuses: ["SUBMITTED"] }),
      await found({ text: "海报", consumerId: (await world.as("li.na")).accountId }),
      (await (await world.as("li.na")).ok(MINE, { filter: { text: "海报" } })).myComplaints.nodes.map(
        (node: { id: string }) => node.id,
      ),
      (await (await world.as("tom")).ok(MINE, { filter: { text: "海报" } })).myComplaints.nodes,
    ];
    const before = await lists();
    expect(before).toEqual([[closed.id], [closed.id], [], [], [closed.id], [closed.id], []]);
    await world.db.transact(async (tx) =>
      tx.execute(`INSERT INTO text_term (field, term, subject_id) VALUES ${rows.join(", ")}`),
    );
    expect(await lists()).toEqual(before);
    await world.db.transact(async (tx) => tx.execute("DELETE FROM text_term WHERE subject_id LIKE 'cmp_other%'"));
  });

  test("one's own by text: no other's", async () => {
    const mine = async (login: string, text: string): Promise<string[]> => {
      const { nodes, totalCount } = (await (await world.as(login)).ok(MINE, { filter: { text } })).myComplaints;
      expect(totalCount.value).toBe(nodes.length);
      return nodes.map(({ id }: { id: string }) => id);
    };
    expect(await mine("li.na", SPARK)).toEqual([fraud.id, closed.id]);
    expect(await mine("li.na", "海报 少了")).toEqual([closed.id]);
    expect(await mine("li.na", fraud.orderId)).toEqual([fraud.id]);
    for (const text of ["tom baker", late.id, "draft", "%"]) expect(await mine("li.na", text)).toEqual([]);
    expect(await mine("wang.owner", "tom")).toEqual([late.id]);
    expect(await mine("wang.owner", SPARK)).toEqual(all());
  });

  test("the longest text, no two of its characters alike", async () => {
    const characters = Array.from({ length: 200 }, (_, index) => String.fromCodePoint(0x4e00 + 7 * index));
    const long = await openCase(world, { opening: { title: characters.join("") } });
    const words = characters.slice(0, 60).join(" ");
    for (const text of [characters.slice(40, 160).join(""), words]) expect(await found({ text })).toEqual([long.id]);
    expect(await found({ text: `${characters.slice(0, 119).join("")}龘` })).toEqual([]);
  });
});
