import { caseIn } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type Person, type World } from "../../support/world";

const both = (text: string) => ({ zhCN: `${text}（中）`, en: text });
const DRAFT = {
  audience: "CONSUMER",
  title: both("Photographs"),
  summary: both("How to photograph what you received."),
  body: both("Use **daylight**."),
  breachKinds: ["QUALITY", "QUALITY"],
  caseStates: ["EVIDENCE"],
  beforeCase: true,
};

forEachDatabase((kind, further) => {
  let world: World;
  let trainer: Person;
  beforeAll(async () => {
    world = await startWorld(kind);
    trainer = await world.as("lin.train");
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const list = async (person: Person, filter?: Record<string, unknown>): Promise<string[]> => {
    const query = `query ($filter: GuideFilter) { guides(first: 100, filter: $filter) { nodes { code } } }`;
    return (await person.ok(query, { filter })).guides.nodes.map(({ code }: { code: string }) => code);
  };
  const before = async (promiseKind: string, more = ""): Promise<string[]> => {
    const { suggestedGuides } = await world.visitor.ok(`{ suggestedGuides(kind: ${promiseKind} ${more}) { code } }`);
    return suggestedGuides.map(({ code }: { code: string }) => code);
  };

  further("anybody reads them, by id or by name, in their language", async () => {
    expect(await list(world.visitor, { audience: "PROVIDER" })).toEqual(["answering-a-case"]);
    expect((await list(world.visitor)).length).toBeGreaterThanOrEqual(8);
    const query = `query ($id: ID!) { guide(id: $id) { id code audience withdrawnAt current { version title { text zhCN en } body { text } } } }`;
    const { guide } = await world.visitor.ok(query, { id: "keep-evidence" });
    expect(guide).toMatchObject({ audience: "CONSUMER", withdrawnAt: null, current: { version: 1 } });
    expect(guide.current.title.text).toBe(guide.current.title.en);
    const chinese = await world.visitor.gql(query, { id: guide.id }, { "accept-language": "zh-CN" });
    expect(chinese.data.guide.current.title.text).toBe(guide.current.title.zhCN);
    expect((await world.visitor.ok(query, { id: "gui_x" })).guide).toBeNull();
  });

  further("before there is a case they are suggested by the kind of promise", async () => {
    expect((await before("RETURN_REFUND"))[0]).toBe("returning-goods");
    expect(await before("PRICE")).not.toContain("returning-goods");
    expect(await before("PRICE", "audience: PROVIDER")).toEqual([]);
    // As many as the house thinks enough.
    expect((await before("RETURN_REFUND")).length).toBe(3);
  });

  further("in a case by its breaches and its state, to each side what helps it", async () => {
    const theCase = await caseIn(world, "NEGOTIATING");
    const suggest = async (who: string): Promise<string[]> => {
      const { suggestedGuides } = await theCase.look("suggestedGuides { code }", await world.as(who));
      return suggestedGuides.map(({ code }: { code: string }) => code);
    };
    expect(await suggest("li.na")).toContain("negotiate-well");
    expect(await suggest("zhao.staff")).toEqual(["answering-a-case"]);
    for (const who of ["chen.mod", "sun.audit"]) expect(await suggest(who)).toEqual([]);
    await theCase.walk("RULED");
    expect((await suggest("li.na"))[0]).toBe("after-a-ruling");
    expect(await suggest("wang.owner")).toEqual([]);
  });

  test("trainers write drafts, publish them once and for all, and withdraw what is wrong", async () => {
    const save = async (more: Record<string, unknown> = {}) =>
      (
        await trainer.do(
          "saveGuideDraft",
          { code: "photographs", ...DRAFT, ...more },
          `{ guideVersion { id version status savedAt breachKinds caseStates beforeCase guide { id } } }`,
        )
      ).guideVersion;
    const first = await save();
    expect(first).toMatchObject({
      version: 1,
      status: "DRAFT",
      breachKinds: ["QUALITY"],
      caseStates: ["EVIDENCE"],
      beforeCase: true,
    });
    expect((await save({ caseStates: [], expectedSavedAt: first.savedAt })).id).toBe(first.id);
    expect(await list(world.visitor)).not.toContain("photographs");
    expect(await list(trainer)).toContain("photographs");
    const query = `query ($id: ID!) { guide(id: $id) { withdrawnAt versions { nodes { version status } } } }`;
    expect((await world.visitor.ok(query, { id: "photographs" })).guide).toBeNull();

    const may = `query ($id: ID!) { guide(id: $id) { availableActions { action } versions { nodes { availableActions { action } } } } }`;
    const mayOf = async (person: Person) => (await person.ok(may, { id: "photographs" })).guide;
    expect(await mayOf(trainer)).toEqual({
      availableActions: [{ action: "WRITE" }, { action: "WITHDRAW" }],
      versions: { nodes: [{ availableActions: [{ action: "PUBLISH" }] }] },
    });
    expect(await mayOf(await world.as("sun.audit"))).toEqual({
      availableActions: [],
      versions: { nodes: [{ availableActions: [] }] },
    });

    const publish = (id: string) => trainer.do("publishGuide", { guideVersionId: id }, "{ guide { id } }");
    await publish(first.id);
    expect(await before("QUALITY")).toContain("photographs");
    expect((await trainer.tryTo("publishGuide", { guideVersionId: first.id })).extensions.code).toBe(
      "NOT_IN_THIS_STATE",
    );
    await publish((await save({ beforeCase: false })).id);
    expect(await before("QUALITY")).not.toContain("photographs");
    expect((await world.visitor.ok(query, { id: "photographs" })).guide.versions.nodes).toEqual([
      { version: 2, status: "PUBLISHED" },
      { version: 1, status: "SUPERSEDED" },
    ]);

    const guideId = first.guide.id;
    await trainer.do("withdrawGuide", { guideId }, "{ guide { withdrawnAt } }");
    expect(await list(world.visitor)).not.toContain("photographs");
    expect((await world.visitor.ok(query, { id: guideId })).guide.withdrawnAt).toEqual(expect.any(String));
    expect((await trainer.tryTo("withdrawGuide", { guideId })).extensions.code).toBe("NOT_IN_THIS_STATE");
    expect(await mayOf(trainer)).toMatchObject({ availableActions: [{ action: "WRITE" }] });
    await publish((await save()).id);
    expect(await list(world.visitor)).toContain("photographs");

    const { extensions } = await trainer.tryTo("saveGuideDraft", {
      code: "photographs",
      ...DRAFT,
      audience: "PROVIDER",
    });
    expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.audience" });
    expect((await trainer.tryTo("publishGuide", { guideVersionId: "guv_x" })).extensions.code).toBe("NOT_FOUND");
  });

  test("what a colleague saved meanwhile is not written over by whoever asks, nor a guide by a new one of the same name", async () => {
    const content = { code: "two-writers", ...DRAFT };
    const save = async (expectedSavedAt?: string | null) =>
      (await trainer.do("saveGuideDraft", { ...content, expectedSavedAt }, "{ guideVersion { id savedAt } }"))
        .guideVersion;
    const refused = async (expectedSavedAt: string | null) =>
      (await trainer.tryTo("saveGuideDraft", { ...content, expectedSavedAt })).extensions;
    const mine = await save(null);
    expect(await refused(null)).toMatchObject({ code: "ALREADY_EXISTS", field: "input.code" });
    world.clock.advance(1_000);
    const theirs = await save(mine.savedAt);
    expect(theirs.id).toBe(mine.id);
    expect(await refused(mine.savedAt)).toMatchObject({
      ...{ code: "STALE_VERSION", field: "input.expectedSavedAt", currentVersion: 1 },
    });
    // Publishing changes nothing of what was read; the next version begins from it.
    await trainer.do("publishGuide", { guideVersionId: mine.id }, "{ guide { id } }");
    world.clock.advance(1_000);
    expect((await save(theirs.savedAt)).id).not.toBe(mine.id);
    expect(await refused(theirs.savedAt)).toMatchObject({ code: "STALE_VERSION", currentVersion: 2 });
    await save();
  });
});
