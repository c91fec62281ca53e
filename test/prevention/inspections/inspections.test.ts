import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { firstBrokenLink } from "../../../src/platform/database/event-hash";
import { caseIn, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

const REASON = "撤诉前的证据显示服务商可能多次违约。";
const FINDING = "抽查十笔订单,三笔未按承诺时间交付。";
const SHOWN =
  "{ inspection { id status reason finding breachFound closedAt openedByName closedByName origin complaint { id } provider { id } } }";

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  async function withdrawn(consumer = "li.na"): Promise<WorldCase> {
    const theCase = await caseIn(world, "SUBMITTED", { consumer });
    await theCase.do(consumer, "withdrawComplaint");
    return theCase;
  }
  const open = async (theCase: WorldCase, who = "he.inspect") =>
    (await theCase.do(who, "openInspection", { reason: REASON }, SHOWN)).inspection;
  const close = async (inspectionId: string, who = "he.inspect") =>
    (await (await world.as(who)).do("closeInspection", { inspectionId, finding: FINDING, breachFound: true }, SHOWN))
      .inspection;
  const codeOf = async (who: string, mutation: string, input: Record<string, unknown>): Promise<string> =>
    (await (await world.as(who)).tryTo(mutation, input)).extensions.code;
  const list = async (who: string, filter?: Record<string, unknown>): Promise<string[]> => {
    const { inspections } = await (
      await world.as(who)
    ).ok(`query ($filter: InspectionFilter) { inspections(first: 100, filter: $filter) { nodes { id } } }`, { filter });
    return inspections.nodes.map(({ id }: { id: string }) => id);
  };

  further("a withdrawn case may be looked into, and what was found is written down", async () => {
    const theCase = await withdrawn();
    const inspector = await world.as("he.inspect");
    expect(
      await theCase.look(
        "inspectionActions { action mutation unavailableBecause { code } } inspections { id }",
        inspector,
      ),
    ).toMatchObject({
      closureReason: "WITHDRAWN",
      inspectionActions: [{ action: "OPEN", mutation: "openInspection", unavailableBecause: null }],
      inspections: [],
    });
    const opened = await open(theCase);
    expect(opened).toMatchObject({
      status: "OPEN",
      origin: "EX_OFFICIO",
      reason: REASON,
      finding: null,
      breachFound: null,
      openedByName: "何平",
      closedByName: null,
      complaint: { id: theCase.id },
    });
    expect(
      await theCase.look(
        "inspectionActions { action mutation unavailableBecause { code } } inspections { id status }",
        inspector,
      ),
    ).toMatchObject({
      inspectionActions: [{ unavailableBecause: { code: "ALREADY_EXISTS" } }],
      inspections: [{ id: opened.id, status: "OPEN" }],
    });
    expect(await close(opened.id, "zhou.lead")).toMatchObject({
      id: opened.id,
      status: "CLOSED",
      finding: FINDING,
      breachFound: true,
      closedByName: "周敏",
      closedAt: expect.any(String),
    });
    expect((await theCase.look("inspectionActions { action }", inspector)).inspectionActions).toEqual([
      { action: "OPEN" },
    ]);

    const history = await world.db.find(LoggedEvent, { streamId: opened.id }, "ORDER BY seq");
    expect(history.map(({ type, audience }) => [type, audience])).toEqual([
      ["INSPECTION_OPENED", "STAFF"],
      ["INSPECTION_CLOSED", "STAFF"],
    ]);
    expect(firstBrokenLink(history)).toBeNull();
  });

  further("one at a time over one case, and only when it is closed", async () => {
    const theCase = await caseIn(world, "SUBMITTED");
    const input = { complaintId: theCase.id, reason: REASON };
    expect(await codeOf("he.inspect", "openInspection", input)).toBe("NOT_IN_THIS_STATE");
    expect(
      (await theCase.look("inspectionActions { action }", await world.as("he.inspect"))).inspectionActions,
    ).toEqual([]);
    await theCase.do("li.na", "withdrawComplaint");
    const answers = await Promise.allSettled([open(theCase), open(theCase, "chen.mod")]);
    expect(answers.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const [{ id }] = (await theCase.look("inspections { id }")).inspections;
    const { extensions } = await (await world.as("zhou.lead")).tryTo("openInspection", input);
    expect(extensions).toMatchObject({ code: "ALREADY_EXISTS", existingId: id });
    await close(id);
    await open(theCase);
    expect((await theCase.look("inspections { id }")).inspections).toHaveLength(2);
  });

  test("closed once and for all, by an inspector or a lead", async () => {
    const { id } = await open(await withdrawn(), "chen.mod");
    const input = { inspectionId: id, finding: FINDING, breachFound: false };
    for (const who of ["chen.mod", "sun.audit", "admin", "li.na", "wang.owner"])
      expect([who, await codeOf(who, "closeInspection", input)]).toEqual([who, "FORBIDDEN"]);
    expect(await codeOf("he.inspect", "closeInspection", { ...input, finding: "太短" })).toBe("BAD_USER_INPUT");
    await close(id);
    expect(await codeOf("zhou.lead", "closeInspection", input)).toBe("NOT_IN_THIS_STATE");
    for (const unknown of [`isp_${"7".padEnd(26, "z")}`, "isp", "cmp_1"])
      expect(await codeOf("zhou.lead", "closeInspection", { ...input, inspectionId: unknown })).toBe("NOT_FOUND");
  });

  test("staff find them in pages; nobody else hears of them", async () => {
    const theCase = await withdrawn();
    const { id, provider } = await open(theCase);
    for (const who of ["he.inspect", "zhou.lead", "chen.mod", "sun.audit"])
      expect((await list(who, { status: "OPEN", providerId: provider.id })).includes(id)).toBe(true);
    expect(await list("sun.audit", { status: "CLOSED" })).not.toContain(id);
    expect(await list("sun.audit", { providerId: "prv_x" })).toEqual([]);
    expect((await list("sun.audit"))[0]).toBe(id);

    const query = `query ($id: ID!) { inspection(id: $id) { id } }`;
    expect((await (await world.as("sun.audit")).ok(query, { id })).inspection).toEqual({ id });
    expect((await (await world.as("sun.audit")).ok(query, { id: "isp_x" })).inspection).toBeNull();
    for (const who of ["li.na", "wang.owner", "tom", "admin"])
      expect((await (await world.as(who)).refused(query, { id })).extensions.code).toBe("FORBIDDEN");
    for (const who of ["li.na", "wang.owner"]) {
      const seen = await theCase.look(
        "inspectionActions { action mutation unavailableBecause { code } } inspections { id } timeline(first: 100) { nodes { type } }",
        await world.as(who),
      );
      expect(seen).toMatchObject({ inspectionActions: [], inspections: [] });
      expect(JSON.stringify(seen.timeline)).not.toContain("INSPECTION");
    }
  });

  further("who is concerned neither opens, nor sees, nor closes one", async () => {
    const tom = await world.as("tom");
    const own = await withdrawn("tom");
    await world.setRoles({ accountId: tom.accountId, roles: ["CONSUMER", "LEAD_MODERATOR", "INSPECTOR"] });
    const others = await withdrawn();
    // With a dispute of their own they look into nothing of the provider's, and may still read of it.
    expect(await codeOf("tom", "openInspection", { complaintId: others.id, reason: REASON })).toBe(
      "CONFLICT_OF_INTEREST",
    );
    const { id } = await open(others);
    expect(await list("tom")).toContain(id);
    const seen = await tom.ok(`query ($id: ID!) { inspection(id: $id) { availableActions { action } } }`, { id });
    expect(seen.inspection.availableActions).toEqual([]);
    expect(await codeOf("tom", "openInspection", { complaintId: own.id, reason: REASON })).toBe("CONFLICT_OF_INTEREST");
    const about = await open(own);
    expect(await list("tom")).not.toContain(about.id);
    expect((await tom.ok(`query ($id: ID!) { inspection(id: $id) { id } }`, { id: about.id })).inspection).toBeNull();
    expect(
      await own.look("inspectionActions { action mutation unavailableBecause { code } } inspections { id }", tom),
    ).toMatchObject({
      inspectionActions: [],
      inspections: [],
    });
    const input = { inspectionId: about.id, finding: FINDING, breachFound: false };
    expect(await codeOf("tom", "closeInspection", input)).toBe("NOT_FOUND");
  });
});
