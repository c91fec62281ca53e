import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { openCase } from "../complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

const RULES = `{ routingRules { position queue category severityAtLeast amountAtLeast currency breachClass } }`;
const DEFAULTS = [
  {
    position: 1,
    queue: "GRAVE",
    category: null,
    severityAtLeast: "L4",
    amountAtLeast: null,
    currency: null,
    breachClass: null,
  },
  {
    position: 2,
    queue: "HIGH_VALUE",
    category: null,
    severityAtLeast: null,
    amountAtLeast: 500_000,
    currency: null,
    breachClass: null,
  },
  {
    position: 3,
    queue: "GENERAL",
    category: null,
    severityAtLeast: null,
    amountAtLeast: null,
    currency: null,
    breachClass: null,
  },
];
const SAVED = "{ rules { position queue } }";

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  further("there are default rules, and cases are sent by them when they are opened", async () => {
    expect((await (await world.as("chen.mod")).ok(RULES)).routingRules).toEqual(DEFAULTS);
    const ordinary = await openCase(world);
    const grave = await openCase(world, { opening: { breachClass: "FRAUD" } });
    const { category } =
      (
        await world.db.query<{ category: string }>("SELECT category FROM listing WHERE title LIKE '抖店首页设计%'")
      )[0] ?? {};
    expect(category).toBeTruthy();
    expect(await ordinary.look("queue category")).toMatchObject({ queue: "GENERAL", category });
    expect(await grave.look("queue")).toMatchObject({ queue: "GRAVE" });
    const consumer = await ordinary.consumer;
    expect(await ordinary.look("queue category", consumer)).toMatchObject({ queue: null, category });
  });

  further("a case that becomes more urgent is sent again, and goes to the leads", async () => {
    const theCase = await openCase(world, { opening: { breachClass: "SAFETY" } });
    await theCase.do("chen.mod", "acceptComplaint", { leaseToken: await theCase.take() });
    for (const login of ["li.na", "wang.owner"]) await theCase.do(login, "closeEvidence");
    expect(await theCase.look("queue severity escalated")).toMatchObject({
      queue: "GENERAL",
      severity: "L3",
      escalated: false,
    });
    await theCase.ring("REVIEW");
    expect(
      await theCase.look("queue severity escalated lease { token } timeline(first: 100) { nodes { type } }"),
    ).toMatchObject({
      queue: "GRAVE",
      severity: "L4",
      escalated: true,
      lease: null,
      timeline: expect.arrayContaining([
        expect.objectContaining({ type: "REVIEW_LATE" }),
        expect.objectContaining({ type: "COMPLAINT_ESCALATED_TO_LEAD" }),
      ]),
    });
    const consumer = await theCase.consumer;
    const { timeline } = await theCase.look("timeline(first: 100) { nodes { type data } }", consumer);
    expect(timeline.map(({ type }: { type: string }) => type)).toContain("REVIEW_LATE");
    const { accountId } = await world.as("chen.mod");
    expect(JSON.stringify(timeline)).not.toContain(accountId);
  });

  further("an administrator replaces them all; the act stands in the administrator's history", async () => {
    const admin = await world.as("admin");
    const rules = [
      { queue: "FRAUD_DESK", breachClass: "FRAUD" },
      { queue: "YEN", amountAtLeast: 1, currency: "JPY" },
      { queue: "SMALL", severityAtLeast: "L1", amountAtLeast: 1, currency: "CNY" },
      { queue: "GENERAL" },
    ];
    const { rules: saved } = await admin.do("saveRoutingRules", { rules }, SAVED);
    expect(saved).toEqual([
      { position: 1, queue: "FRAUD_DESK" },
      { position: 2, queue: "YEN" },
      { position: 3, queue: "SMALL" },
      { position: 4, queue: "GENERAL" },
    ]);
    expect(await (await openCase(world)).look("queue")).toMatchObject({ queue: "SMALL" });
    expect(await (await openCase(world, { opening: { breachClass: "FRAUD" } })).look("queue")).toMatchObject({
      queue: "FRAUD_DESK",
    });
    const events = await world.db.find(LoggedEvent, { streamId: admin.accountId, type: "ROUTING_RULES_SAVED" });
    expect(events).toHaveLength(1);
    expect(JSON.parse(String(events[0]?.data.rules))).toMatchObject(rules);
  });

  test.each([
    ["no rule for the rest", [{ queue: "A", severityAtLeast: "L1" }], "input.rules"],
    ["a rule that can never decide", [{ queue: "A" }, { queue: "B", severityAtLeast: "L4" }], "input.rules.1"],
    ["two rules for the rest", [{ queue: "A" }, { queue: "B" }], "input.rules.1"],
    ["none at all", [], "input.rules"],
    [
      "a currency that is none",
      [{ queue: "A", amountAtLeast: 1, currency: "XYZ" }, { queue: "B" }],
      "input.rules.0.currency",
    ],
    ["a code that is none", [{ queue: "high value" }], "input.rules.0.queue"],
  ])("refused: %s", async (_, rules, field) => {
    const admin = await world.as("admin");
    const before = (await admin.ok(RULES)).routingRules;
    expect((await admin.tryTo("saveRoutingRules", { rules })).extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      field,
    });
    expect((await admin.ok(RULES)).routingRules).toEqual(before);
  });
});
