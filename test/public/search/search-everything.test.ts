import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { caseNumber } from "../../../src/case/complaints/case-number.pure";
import { openCase, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

const SEARCH = `query ($text: String!, $kinds: [SearchKind!], $first: Int) {
  search(text: $text, kinds: $kinds, first: $first) { kind id code title }
}`;
const KINDS = ["COMPLAINT", "PROVIDER", "LISTING", "RULE", "GUIDE", "ACCOUNT"];
const STAFF = ["chen.mod", "liu.mod", "zhou.lead", "he.inspect", "sun.audit"];
/** Nobody's case but Tom's is against their provider, and none is theirs. */
const STRANGERS = ["zhang.san", "wu.finance", "lin.train", "admin"];
const VISITOR = "visitor";

type Hit = { kind: string; id: string; code: string | null; title: string };

forEachDatabase((kind, further) => {
  let world: World;
  let ofTom: WorldCase, ofLi: WorldCase;
  let number: string;
  beforeAll(async () => {
    world = await startWorld(kind);
    ofTom = await openCase(world, { consumer: "tom", opening: { title: "Nightingale poster came torn" } });
    ofLi = await openCase(world, { opening: { title: "收款后失联" } });
    number = await numberOf(ofTom);
    // The owner of another business.
    await world.visitor.do(
      "registerAccount",
      { login: "zhang.san", password: "correct horse battery", displayName: "张三" },
      "{ account { id } }",
    );
    const other = { legalName: "Second Ltd", licenceNo: "91350100M000100Y43" };
    await (await world.as("zhang.san")).do("registerProvider", other, "{ provider { id } }");
    await world.projected();
    await world.server.services.sweep();
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const numberOf = async ({ id }: WorldCase): Promise<string> =>
    caseNumber((await world.db.byId(Complaint, id)) ?? raise());
  const as = (login: string) => (login === VISITOR ? Promise.resolve(world.visitor) : world.as(login));
  const search = async (login: string, text: string, more: object = {}): Promise<Hit[]> =>
    (await (await as(login)).ok(SEARCH, { text, ...more })).search;
  const found = async (login: string, text: string, kinds?: string[]): Promise<string[]> =>
    (await search(login, text, { kinds })).map(({ id }) => id);

  further("a case by its number, however it is written, for its sides and for those who see all", async () => {
    const hit = { kind: "COMPLAINT", id: ofTom.id, code: number, title: "Nightingale poster came torn" };
    for (const login of ["tom", "wang.owner", "zhao.staff", ...STAFF])
      expect([login, await search(login, number)]).toEqual([login, [hit]]);
    const [, year = "", place = ""] = number.split("-");
    const wide = number.replace(/[-0-9R]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0));
    for (const written of [number.toLowerCase(), `r${year}${place}`, `${year}-${Number(place)}`, wide, ` ${number} `])
      expect([written, await search("tom", written)]).toEqual([written, [hit]]);
    expect(await found("chen.mod", `R-${year}-999999`)).toEqual([]);
  });

  further("by the words of its title, and by what its own list finds it by", async () => {
    for (const login of ["tom", "wang.owner", "zhao.staff", ...STAFF]) {
      expect([login, await found(login, "nightingale", ["COMPLAINT"])]).toEqual([login, [ofTom.id]]);
      expect([login, await found(login, ofTom.id)]).toEqual([login, [ofTom.id]]);
    }
    expect(await found("li.na", "失联")).toEqual([ofLi.id]);
    expect(await found("wang.owner", "tom", ["COMPLAINT"])).toEqual([ofTom.id]);
  });

  test("whoever may not see a case is answered as if there were none", async () => {
    const { orderId } = ofTom;
    const hidden = [number, "nightingale", "Nightingale poster came torn", ofTom.id, orderId];
    const absent = [number.replace(/\d{6}$/, "999999"), "nightingales came never"];
    for (const login of ["li.na", VISITOR, ...STRANGERS])
      for (const text of [...hidden, ...absent])
        for (const kinds of [undefined, ["COMPLAINT"]])
          expect([login, text, await search(login, text, { kinds })]).toEqual([login, text, []]);
    expect(await found("tom", await numberOf(ofLi))).toEqual([]);
    for (const login of ["li.na", "zhang.san"]) {
      const person = await world.as(login);
      const mine = `query ($text: String) { myComplaints(filter: { text: $text }) { nodes { id } totalCount { value } } }`;
      for (const text of hidden)
        expect((await person.ok(mine, { text })).myComplaints).toEqual({ nodes: [], totalCount: { value: 0 } });
    }
  });

  further("one's own stays one's own when one becomes staff, and all others are found as well", async () => {
    const { accountId } = await world.as("tom");
    await world.setRoles({ accountId, roles: ["CONSUMER", "LEAD_MODERATOR"] });
    expect(await found("tom", number)).toEqual([ofTom.id]);
    expect(await found("tom", await numberOf(ofLi))).toEqual([ofLi.id]);
    await world.setRoles({ accountId, roles: ["CONSUMER"] });
    expect(await found("tom", number)).toEqual([ofTom.id]);
    expect(await found("tom", await numberOf(ofLi))).toEqual([]);
  });

  test("what is public is found by everybody, in their own language", async () => {
    const provider = (await ofTom.look("provider { id legalName }")).provider;
    for (const login of [VISITOR, "li.na", "tom", "wang.owner", "chen.mod", "admin"]) {
      const person = await as(login);
      const { rules, guides, listings } = await person.ok(
        "{ rules { id code title { zhCN en text } } guides(first: 1) { nodes { id code current { title { zhCN en text } } } } listings(first: 1) { nodes { id title } } }",
      );
      const rule = rules.find(({ code }: { code: string }) => code === "PRICE-1");
      const ofRule = { kind: "RULE", id: rule.id, code: "PRICE-1", title: rule.title.text };
      for (const text of ["price-1", rule.title.zhCN, rule.title.en])
        expect(await search(login, text, { kinds: ["RULE"] })).toEqual([ofRule]);
      const [guide] = guides.nodes;
      const ofGuide = { kind: "GUIDE", id: guide.id, code: guide.code, title: guide.current.title.text };
      for (const text of [guide.code, guide.current.title.zhCN, guide.current.title.en])
        expect(await search(login, text, { kinds: ["GUIDE"] })).toEqual([ofGuide]);
      expect(await search(login, provider.legalName, { kinds: ["PROVIDER"] })).toContainEqual({
        ...{ kind: "PROVIDER", id: provider.id, code: null, title: provider.legalName },
      });
      const [{ id, title }] = listings.nodes;
      expect(await search(login, title, { kinds: ["LISTING"] })).toContainEqual({
        kind: "LISTING",
        id,
        code: null,
        title,
      });
    }
  });

  further("what is not public, or no longer, is not found", async () => {
    for (const login of [VISITOR, "li.na", "wang.owner"]) expect(await found(login, "Second Ltd")).toEqual([]);
    const { guides } = await world.visitor.ok("{ guides(last: 1) { nodes { id code } } }");
    const [{ id, code }] = guides.nodes;
    expect(await found(VISITOR, code, ["GUIDE"])).toEqual([id]);
    await (await world.as("lin.train")).do("withdrawGuide", { guideId: id }, "{ guide { id } }");
    for (const login of [VISITOR, "lin.train"]) expect(await found(login, code, ["GUIDE"])).toEqual([]);
  });

  further("accounts only for administrators and auditors", async () => {
    const { accountId } = await world.as("li.na");
    for (const login of ["admin", "sun.audit"])
      expect(await search(login, "li.na", { kinds: ["ACCOUNT"] })).toEqual([
        { kind: "ACCOUNT", id: accountId, code: "li.na", title: "李娜" },
      ]);
    for (const login of ["li.na", "tom", "wang.owner", "chen.mod", "zhou.lead", "he.inspect", "wu.finance", VISITOR])
      for (const text of ["li.na", "李娜", accountId])
        expect([login, await found(login, text, ["ACCOUNT"])]).toEqual([login, []]);
  });

  further("no more than asked for, and something of each kind, in the order of the kinds", async () => {
    const all = await search("sun.audit", "星火", { first: 50 });
    const kinds = [...new Set(all.map((hit) => hit.kind))];
    expect(kinds.length).toBeGreaterThan(1);
    expect(all.length).toBeGreaterThan(kinds.length);
    expect(kinds).toEqual(KINDS.filter((each) => kinds.includes(each)));
    const few = await search("sun.audit", "星火", { first: kinds.length });
    expect(few.map((hit) => hit.kind)).toEqual(kinds);
    expect(few).toEqual(kinds.map((each) => all.find((hit) => hit.kind === each)));
    expect(await search("sun.audit", "星火", { first: 1 })).toEqual(all.slice(0, 1));
    expect(await search("sun.audit", "星火", { kinds: ["PROVIDER", "PROVIDER"] })).toEqual(
      all.filter((hit) => hit.kind === "PROVIDER"),
    );
  });

  further("signs find nothing; what is no text, or too much, is refused", async () => {
    for (const text of ["%", "_", "'", '"', "\\", "🔥"])
      expect([text, await search("sun.audit", text)]).toEqual([text, []]);
    expect(await found("sun.audit", "%%' OR 1=1 --", ["COMPLAINT", "PROVIDER", "LISTING", "ACCOUNT"])).toEqual([]);
    const refusal = async (variables: Record<string, unknown>) =>
      (await (await as("tom")).refused(SEARCH, variables)).extensions;
    for (const [variables, field] of [
      [{ text: "" }, "text"],
      [{ text: "  " }, "text"],
      [{ text: "长".repeat(101) }, "text"],
      [{ text: "a", first: 0 }, "first"],
      [{ text: "a", first: 51 }, "first"],
      [{ text: "a", kinds: [] }, "kinds"],
    ] as const)
      expect(await refusal(variables)).toMatchObject({ code: "BAD_USER_INPUT", field });
    expect((await refusal({ text: "a", kinds: ["MESSAGE"] })).code).toBe("BAD_USER_INPUT");
  });
});

const raise = (): never => {
  throw new Error("there is no such case");
};
