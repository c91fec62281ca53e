import { sql } from "../../../src/platform/database/sql";
import { numberedEvents } from "../../../src/platform/feed/numbered-events";
import { createPromiseVersion } from "../../../src/market/promises/create-promise-version";
import type { PromiseVersion } from "../../../src/market/promises/promise-version.entity";
import { ServicePromise } from "../../../src/market/promises/service-promise.entity";
import { lotOf, seedOf } from "../../../src/prevention/inspections/draw.pure";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type Person, type World } from "../../support/world";
import { complain, newConsumers, openStall, payFor, placeOrders, type Stall } from "./market";

const SHOWN = "id origin status reason openedByName dueAt provider { id } checklist { kind question result }";

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const inspectionsOf = async ({ providerId }: Stall, origin: string, more = "") =>
    (
      await (
        await world.as("he.inspect")
      ).ok(
        `query ($filter: InspectionFilter) { inspections(first: 10, filter: $filter) { nodes { ${SHOWN} ${more} } } }`,
        { filter: { providerId, origin } },
      )
    ).inspections.nodes;
  const plan = async (input: Record<string, unknown>, selection: string) =>
    (
      await (
        await world.as("he.inspect")
      ).do(
        "createInspectionPlan",
        { everyDays: 7, reason: "例行巡查,覆盖全部商家。", ...input },
        `{ plan { id nextAt ${selection} } }`,
      )
    ).plan;
  const mayBeStopped = async (person: Person, id: string): Promise<boolean> =>
    (
      await person.ok("{ inspectionPlans(first: 100) { nodes { id availableActions { action } } } }")
    ).inspectionPlans.nodes.find((each: { id: string }) => each.id === id).availableActions.length > 0;
  const close = async (inspectionId: string, input: Record<string, unknown> = {}) =>
    (await world.as("he.inspect")).do(
      "closeInspection",
      { inspectionId, finding: "逐项核对,未发现违约。", breachFound: false, ...input },
      "{ inspection { id followUpAt } }",
    );

  const republish = (stall: Stall, promiseId?: string): Promise<PromiseVersion> =>
    world.db.transact(async (tx) => {
      const promise = promiseId ? await tx.byId(ServicePromise, promiseId) : null;
      const { providerId, listingId } = stall;
      return createPromiseVersion(tx, promise ?? { providerId, listingId, kind: "DELIVERY_TIME" }, {
        text: "72 小时内交付",
        terms: { withinHours: 72 },
        publishedById: stall.version.publishedById ?? "",
      });
    });

  describe("by plan", () => {
    test("a provider's turn comes every so many days; after an outage once, and not while it is being looked into", async () => {
      const stall = await openStall(world);
      const { id, nextAt } = await plan({ kind: "SCHEDULED", providerId: stall.providerId }, "");
      const [first] = await inspectionsOf(stall, "SCHEDULED", "plan { id }");
      expect(first).toMatchObject({
        ...{ status: "OPEN", openedByName: null, reason: "例行巡查,覆盖全部商家。", plan: { id } },
        dueAt: expect.any(String),
      });
      // The questions for all, and those about the kind of promise that is in force.
      expect(new Set(first.checklist.map((item: { kind: string | null }) => item.kind))).toEqual(
        new Set([null, "DELIVERY_TIME"]),
      );
      await world.later(8 * 24);
      expect(await inspectionsOf(stall, "SCHEDULED")).toHaveLength(1);
      await close(first.id);
      await world.later(10 * 7 * 24);
      expect(await inspectionsOf(stall, "SCHEDULED")).toHaveLength(2);
      const { inspectionPlans } = await (
        await world.as("sun.audit")
      ).ok(`{ inspectionPlans(first: 1) { nodes { id nextAt stoppedAt } } }`);
      expect((Date.parse(inspectionPlans.nodes[0].nextAt) - Date.parse(nextAt)) % (7 * 86_400_000)).toBe(0);
      expect(Date.parse(inspectionPlans.nodes[0].nextAt)).toBeGreaterThan(world.clock.now());

      const lead = await world.as("zhou.lead");
      expect(await mayBeStopped(lead, id)).toBe(true);
      expect(await mayBeStopped(await world.as("sun.audit"), id)).toBe(false);
      await lead.do("stopInspectionPlan", { planId: id }, "{ plan { id } }");
      expect(await mayBeStopped(lead, id)).toBe(false);
      const again = await lead.tryTo("stopInspectionPlan", { planId: id });
      expect(again.extensions.code).toBe("NOT_IN_THIS_STATE");
      const [second] = await inspectionsOf(stall, "SCHEDULED");
      await close(second.id);
      await world.later(30 * 24);
      expect(await inspectionsOf(stall, "SCHEDULED")).toHaveLength(2);
    });

    test("those of a category in turn, the longest unseen first, each by one of the nodes", async () => {
      const stalls = [await openStall(world, "in-turn"), await openStall(world, "in-turn")];
      await plan({ kind: "SCHEDULED", category: "in-turn", everyDays: 1 }, "");
      const seen = async () =>
        Promise.all(stalls.map(async (stall) => (await inspectionsOf(stall, "SCHEDULED")).length));
      expect((await seen()).sort()).toEqual([0, 1]);
      await world.later(25);
      expect(await seen()).toEqual([1, 1]);
    });

    test("lots are drawn such that anybody can check it, and the draw stands in a chained history", async () => {
      for (let n = 0; n < 6; n += 1) await openStall(world, "by-lot");
      const { id, draws, inspections } = await plan(
        { kind: "RANDOM", category: "by-lot", perRound: 2 },
        `draws { nodes { id seed logPosition logHash poolSize poolDigest highestLot providers { id } } }
         inspections { nodes { origin provider { id } draw { id } } }`,
      );
      const [draw] = draws.nodes;
      expect(draw).toMatchObject({ poolSize: 6, seed: seedOf(id, draw.logPosition, draw.logHash) });
      const [event] = await numberedEvents(world.db, sql`p.position = ${Number(draw.logPosition)}`);
      expect(event?.hash).toBe(draw.logHash);
      const listed = await world.db.query<{ id: string }>(
        "SELECT provider_id AS id FROM listing WHERE category = 'by-lot'",
      );
      const lowest = listed.map((each) => lotOf(draw.seed, each.id)).sort();
      expect(draw.highestLot).toBe(lowest[1]);
      const drawn = draw.providers.map((provider: { id: string }) => provider.id);
      expect(drawn.map((each: string) => lotOf(draw.seed, each))).toEqual(lowest.slice(0, 2));
      expect(inspections.nodes.map((each: { provider: { id: string } }) => each.provider.id).sort()).toEqual(
        drawn.sort(),
      );
      expect(inspections.nodes[0]).toMatchObject({ origin: "RANDOM", draw: { id: draw.id } });
      const told = await world.db.findOne(LoggedEvent, { streamId: id, type: "INSPECTION_ROUND_HELD" });
      expect(told?.data).toMatchObject({ drawId: draw.id, seed: draw.seed, poolDigest: draw.poolDigest });
    });

    further("a plan names a provider or a category, and lots name nobody", async () => {
      const { providerId } = await openStall(world);
      const inspector = await world.as("he.inspect");
      const refused = async (input: Record<string, unknown>) =>
        (await inspector.tryTo("createInspectionPlan", { everyDays: 7, reason: "例行巡查,覆盖全部商家。", ...input }))
          .extensions.code;
      expect(await refused({ kind: "SCHEDULED" })).toBe("BAD_USER_INPUT");
      expect(await refused({ kind: "SCHEDULED", providerId, category: "by-lot" })).toBe("BAD_USER_INPUT");
      expect(await refused({ kind: "RANDOM", providerId })).toBe("BAD_USER_INPUT");
      expect(await refused({ kind: "SCHEDULED", providerId: "prv_x" })).toBe("NOT_FOUND");
      expect(await refused({ kind: "RANDOM", everyDays: 0 })).toBe("BAD_USER_INPUT");
    });
  });

  describe("by what consumers say", () => {
    test("complaints at once about one promise version open one inspection, which later ones join", async () => {
      const stall = await openStall(world);
      const consumers = await newConsumers(world, 10);
      const few = consumers.slice(0, 4);
      await Promise.all(few.map((consumer) => complain(world, stall, consumer)));
      // One person's anger is no pattern.
      await complain(world, stall, consumers[0]!);
      await world.projected();
      expect(await inspectionsOf(stall, "PATTERN")).toEqual([]);

      const live = (await world.as("zhou.lead")).follow(
        `subscription { inspectionsUpdated { caughtUp event { type } inspection { id origin } } }`,
      );
      await live.until(({ received }) => received[0]?.caughtUp === true);
      await Promise.all(consumers.slice(4, 9).map((consumer) => complain(world, stall, consumer)));
      await Promise.all([world.projected(), world.projected()]);
      const of = "promiseVersion { id } complaints(first: 100) { nodes { id } }";
      const [opened, ...others] = await inspectionsOf(stall, "PATTERN", of);
      expect(others).toEqual([]);
      expect(opened).toMatchObject({ openedByName: null, promiseVersion: { id: stall.version.id } });
      expect(opened.reason).toBe("5 consumers complained about this promise within 30 days.");
      expect(opened.complaints.nodes).toHaveLength(10);
      await live.until((stream) => stream.events().length === 5);
      expect(live.events().map(({ type }) => type)).toEqual([
        "INSPECTION_OPENED",
        ...Array<string>(4).fill("INSPECTION_COMPLAINT_JOINED"),
      ]);
      live.close();

      const joined = await complain(world, stall, consumers[9]!);
      await world.projected();
      const [again] = await inspectionsOf(stall, "PATTERN", of);
      expect(again).toMatchObject({ id: opened.id, complaints: { nodes: expect.arrayContaining([{ id: joined }]) } });
      const query = `query ($id: ID!) { complaint(id: $id) { inspections { id } } }`;
      const moderator = await world.as("chen.mod");
      expect((await moderator.ok(query, { id: joined })).complaint.inspections).toEqual([{ id: opened.id }]);

      // Once it is closed, it takes as many again.
      await close(opened.id, { finding: "承诺已改为可兑现的时间。" });
      const next = await newConsumers(world, 5);
      for (const consumer of next.slice(0, 4)) await complain(world, stall, consumer);
      await world.projected();
      expect(await inspectionsOf(stall, "PATTERN")).toHaveLength(1);
      await complain(world, stall, next[4]!);
      await world.projected();
      expect(await inspectionsOf(stall, "PATTERN")).toHaveLength(2);
    });

    further("neither a new version of the promise nor a new promise in its place begins anew", async () => {
      const stall = await openStall(world);
      const consumers = await newConsumers(world, 5);
      const republished = { ...stall, version: await republish(stall, stall.version.promiseId) };
      const madeAnew = { ...stall, version: await republish(stall) };
      const stalls = [stall, republished, madeAnew, stall, madeAnew];
      for (const [n, consumer] of consumers.entries()) {
        expect(await inspectionsOf(stall, "PATTERN")).toEqual([]);
        await complain(world, stalls[n] ?? stall, consumer);
        await world.projected();
      }
      const [opened] = await inspectionsOf(stall, "PATTERN", "complaints(first: 100) { nodes { id } }");
      expect(opened.complaints.nodes).toHaveLength(5);
    });

    test("a rate that rises more than chance allows opens one, with its numbers", async () => {
      const [rising, steady] = [await openStall(world), await openStall(world)];
      const consumers = await newConsumers(world, 8);
      const days = 86_400_000;
      for (const stall of [rising, steady])
        for (const [ago, count] of [
          [10, 20],
          [40, 30],
        ] as const)
          await payFor(
            world,
            await placeOrders(world, stall, consumers[0]!.accountId, count, world.clock.now() - ago * days),
          );
      // Orders that cost nothing make no rate look ordinary.
      await placeOrders(world, rising, consumers[0]!.accountId, 200, world.clock.now() - 5 * days);
      for (const consumer of consumers) await complain(world, rising, consumer);
      for (const consumer of consumers.slice(0, 4)) await complain(world, steady, consumer);
      await world.projected();
      await world.later(25);
      const risk = "risk { measure chance recent { events orders } before { events orders } }";
      const [opened, ...others] = await inspectionsOf(rising, "RISK", risk);
      expect(others).toEqual([]);
      expect(opened.risk).toMatchObject({
        measure: "FILED",
        recent: { events: 8, orders: 28 },
        before: { events: 0, orders: 30 },
      });
      expect(opened.risk.chance).toBeCloseTo((28 / 58) ** 8, 10);
      expect(opened.reason).toMatch(/^Consumers who complained: 8 over 28 orders in the last 30 days, 0 over 30/);
      expect(await inspectionsOf(steady, "RISK")).toEqual([]);

      // What is known already is not told twice.
      await close(opened.id);
      await complain(world, rising, consumers[0]!);
      await world.projected();
      await world.later(25);
      expect(await inspectionsOf(rising, "RISK")).toHaveLength(1);
    });
  });

  test("what was broken is looked at again when its day has come, by itself and once", async () => {
    const stall = await openStall(world);
    await plan({ kind: "SCHEDULED", providerId: stall.providerId, everyDays: 365 }, "");
    const [former] = await inspectionsOf(stall, "SCHEDULED", "checklist { id }");
    const inspector = await world.as("he.inspect");
    await inspector.do("takeInspection", { inspectionId: former.id }, "{ inspection { id } }");
    const broken = former.checklist.find((item: { kind: string | null }) => item.kind === "DELIVERY_TIME");
    await inspector.do(
      "recordObservation",
      { observationId: broken.id, result: "BROKEN", text: "试购订单 71 小时后才交付。" },
      "{ inspection { id } }",
    );
    await close(former.id, { breachFound: true, followUpInDays: 14 });
    await world.later(13 * 24);
    expect(await inspectionsOf(stall, "FOLLOW_UP")).toEqual([]);
    await world.later(25);
    await world.later(25);
    const [next, ...others] = await inspectionsOf(stall, "FOLLOW_UP", "followUpOf { id followUp { id } }");
    expect(others).toEqual([]);
    expect(next).toMatchObject({
      followUpOf: { id: former.id, followUp: { id: next.id } },
      checklist: [{ kind: "DELIVERY_TIME", question: broken.question, result: null }],
    });
  });
});
