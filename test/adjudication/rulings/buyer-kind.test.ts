import { OutsideRoute } from "../../../src/adjudication/referrals/outside-route.entity";
import { HouseRules } from "../../../src/house-rules/house-rules";
import { PolicyValue } from "../../../src/house-rules/policy-value.entity";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { newId } from "../../../src/platform/ids";
import { opening, WorldCase, type Walkable } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

const PEOPLE = { consumer: "li.na", provider: "wang.owner", moderator: "chen.mod" };
const STATUTORY = { kind: "COMPENSATION", basis: "STATUTORY", amount: 1_000 };

interface Placed {
  id: string;
  buyerKind: string;
  own: string[];
  ofPlatform: string[];
}

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  async function place(input: Record<string, unknown> = {}): Promise<Placed> {
    const consumer = await world.as("li.na");
    const { listings } = await consumer.ok(`{ listings(first: 100) { nodes { id title } } }`);
    const listing = listings.nodes.find(({ title }: { title: string }) => title.startsWith("抖店首页设计"));
    const { order } = await consumer.do(
      "placeOrder",
      { listingId: listing.id, ...input },
      "{ order { id buyerKind promises { promiseVersion { id platformPromise } } } }",
    );
    const versions: { id: string; platformPromise: string | null }[] = order.promises.map(
      ({ promiseVersion }: { promiseVersion: object }) => promiseVersion,
    );
    return {
      ...order,
      own: versions.flatMap(({ id, platformPromise }) => (platformPromise === null ? id : [])),
      ofPlatform: versions.flatMap(({ platformPromise }) => platformPromise ?? []),
    };
  }
  const complain = (order: Placed, changes: object = {}) => ({
    ...opening({ id: order.id, promiseVersionIds: order.own }),
    ...changes,
  });
  async function caseOf(buyerKind: string, to: Walkable): Promise<WorldCase> {
    const order = await place({ buyerKind });
    const { complaint } = await (await world.as("li.na")).do("openComplaint", complain(order));
    return new WorldCase(world, complaint.id, order.id, PEOPLE, {}).walk(to);
  }
  const refusal = async (who: string, mutation: string, input: Record<string, unknown>) =>
    (await (await world.as(who)).tryTo(mutation, input)).extensions;
  const routesOf = async (theCase: WorldCase) =>
    (
      await (
        await world.as("li.na")
      ).ok(
        `query ($id: ID!) { outsideRoutes(complaintId: $id) { legalBasis { zhCN } unavailableBecause { code } route { route } } }`,
        { id: theCase.id },
      )
    ).outsideRoutes as { legalBasis: { zhCN: string }; route: { route: string } }[];

  further(
    "what an order is placed for is said with it, frozen, and told in its event; left out it is for living needs",
    async () => {
      const [left, business] = [await place(), await place({ buyerKind: "BUSINESS" })];
      expect([left.buyerKind, business.buyerKind]).toEqual(["CONSUMER", "BUSINESS"]);
      expect((await place({ buyerKind: null })).buyerKind).toBe("CONSUMER");
      const events = await world.db.find(LoggedEvent, { type: "ORDER_PLACED" });
      const told = events.flatMap(({ data }) => (data.orderId === business.id ? data.buyerKind : []));
      expect(told).toEqual(["BUSINESS"]);
      const answer = await (await world.as("li.na")).tryTo("placeOrder", { listingId: "lst_x", buyerKind: "GUILD" });
      expect(answer.extensions.code).toBe("BAD_USER_INPUT");
    },
  );

  further("the provider and staff see it on the order and in the case", async () => {
    const theCase = await caseOf("BUSINESS", "NEGOTIATING");
    for (const who of ["li.na", "wang.owner", "chen.mod"])
      expect((await theCase.look("order { buyerKind }", await world.as(who))).order).toEqual({ buyerKind: "BUSINESS" });
  });

  test("the lawful returns of consumers are promised to consumers only; all else the platform promises to both", async () => {
    const [consumer, business] = [await place(), await place({ buyerKind: "BUSINESS" })];
    expect(consumer.ofPlatform).toContain("LAWFUL_RETURN");
    expect(business.ofPlatform).toEqual(consumer.ofPlatform.filter((each) => each !== "LAWFUL_RETURN"));
    const { platformPromises } = await world.visitor.ok("{ platformPromises { id platformPromise } }");
    const returns = platformPromises.find(
      (each: { platformPromise: string }) => each.platformPromise === "LAWFUL_RETURN",
    );
    const [breach] = complain(business).breaches as object[];
    const breaches = [{ ...breach, promiseVersionId: returns.id }];
    expect(await refusal("li.na", "openComplaint", complain(business, { breaches }))).toMatchObject({
      code: "NOT_FOUND",
      field: "input.breaches.0.promiseVersionId",
    });
    await (await world.as("li.na")).do("openComplaint", complain(consumer, { breaches }));
  });

  further("a business demands no compensation that consumer law grants; its own loss it does", async () => {
    const [consumer, business] = [await place(), await place({ buyerKind: "BUSINESS" })];
    const demand = {
      demandKind: "COMPENSATION",
      demandBasis: "STATUTORY",
      demandAmount: 1_000,
      demandText: "消费者权益保护法第五十五条",
    };
    const refused = await (await world.as("li.na")).tryTo("openComplaint", complain(business, demand));
    expect(refused.extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.demandBasis" });
    expect(refused.message).toBe(
      "Only what was bought for living needs is compensated on a statutory basis; this order was placed for a business.",
    );
    await (await world.as("li.na")).do("openComplaint", complain(consumer, demand));
    await (await world.as("li.na")).do("openComplaint", complain(business, { ...demand, demandBasis: "ACTUAL_LOSS" }));
  });

  further("nor is it offered or ordered on that basis, nor in place of an appealed ruling", async () => {
    const negotiating = await caseOf("BUSINESS", "NEGOTIATING");
    expect(
      await refusal("wang.owner", "makeOffer", { complaintId: negotiating.id, ...STATUTORY, text: "赔偿" }),
    ).toMatchObject({ code: "BAD_USER_INPUT", field: "input.basis" });
    const reviewed = await caseOf("BUSINESS", "UNDER_REVIEW");
    const remedies = [{ ...STATUTORY, ground: "消法第五十五条", text: "赔偿", withinDays: 7 }];
    const ruling = { ...(await reviewed.ruling({ remedies })), leaseToken: await reviewed.take() };
    expect(await refusal("chen.mod", "issueRuling", ruling)).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.remedies.0.basis",
    });
    const ruled = await caseOf("BUSINESS", "RULED");
    await ruled.do("li.na", "appealRuling", { ground: "WRONG_FACTS", text: "应当依法三倍赔偿，请予改判。" });
    await ruled.answerAppeals();
    const { complaintId: _, ...decision } = await ruled.ruling({ remedies });
    const replacement = { outcome: "GRANTED", reason: "申诉有理，改判如下。", replacement: decision };
    expect(await refusal("zhou.lead", "decideAppeal", { complaintId: ruled.id, ...replacement })).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.replacement.remedies.0.basis",
    });
  });

  further(
    "a consumer's case names every route; a business's only arbitration, mediation and court, on their own laws",
    async () => {
      const [consumer, business] = [await caseOf("CONSUMER", "NEGOTIATING"), await caseOf("BUSINESS", "NEGOTIATING")];
      const named = async (theCase: WorldCase) => (await routesOf(theCase)).map(({ route }) => route.route);
      expect(await named(consumer)).toEqual([
        "CONSUMER_ASSOCIATION",
        "MEDIATION",
        "ADMINISTRATIVE_AUTHORITY",
        "ARBITRATION",
        "COURT",
      ]);
      expect(await named(business)).toEqual(["MEDIATION", "ARBITRATION", "COURT"]);
      const laws = async (theCase: WorldCase) =>
        (await routesOf(theCase)).map(({ legalBasis }) => legalBasis.zhCN).join();
      expect(await laws(consumer)).toContain("消费者权益保护法");
      expect(await laws(business)).not.toContain("消费者权益保护法");
      expect(await laws(business)).toContain("民事诉讼法");
    },
  );

  further("a business goes to court, not to what is there for consumers", async () => {
    const theCase = await caseOf("BUSINESS", "EVIDENCE");
    for (const route of ["CONSUMER_ASSOCIATION", "ADMINISTRATIVE_AUTHORITY"]) {
      const input = { complaintId: theCase.id, route };
      const { extensions, message } = await (await world.as("li.na")).tryTo("createReferral", input);
      expect(extensions).toMatchObject({ code: "BAD_USER_INPUT", field: "input.route" });
      expect(message).toBe(
        "This route is open only to those who bought for living needs; this order was placed for a business.",
      );
    }
    const { referral } = await theCase.do("li.na", "createReferral", { route: "COURT" }, "{ referral { route } }");
    expect(referral.route).toBe("COURT");
  });

  test("an administrator may open a route to businesses by publishing what it rests on for them", async () => {
    const theCase = await caseOf("BUSINESS", "NEGOTIATING");
    const before = await world.db.findOne(OutsideRoute, { route: "CONSUMER_ASSOCIATION", effectiveUntil: null });
    if (!before) throw new Error("the catalogue has no consumer association");
    const words = ({ zhCN, en }: { zhCN: string; en: string }) => ({ zhCN, en });
    await (
      await world.as("admin")
    ).do(
      "publishOutsideRoute",
      {
        route: "CONSUMER_ASSOCIATION",
        name: words(before.name),
        body: words(before.body),
        summary: words(before.summary),
        legalBasis: words(before.legalBasis),
        businessLegalBasis: { zhCN: "某省消费者权益保护条例", en: "A provincial regulation" },
        conditions: {},
        cost: words(before.cost),
        duration: words(before.duration),
        documents: before.documents.map(words),
      },
      "{ outsideRoute { businessLegalBasis { zhCN } } }",
    );
    expect((await routesOf(theCase))[0]).toMatchObject({
      route: { route: "CONSUMER_ASSOCIATION" },
      legalBasis: { zhCN: "某省消费者权益保护条例" },
    });
    await theCase.do("li.na", "createReferral", { route: "CONSUMER_ASSOCIATION" }, "{ referral { id } }");
  });

  further("a changed house rule reaches orders placed after it, not those before", async () => {
    const before = await place({ buyerKind: "BUSINESS" });
    world.clock.advance(1_000);
    await world.db.transact(async (tx) => {
      tx.insert(PolicyValue, {
        id: newId(PolicyValue),
        code: "buyer.BUSINESS",
        effectiveFrom: tx.now,
        value: { STATUTORY: 1, LAWFUL_RETURN: 1 },
      });
      HouseRules.forget(tx);
    });
    const after = await place({ buyerKind: "BUSINESS" });
    expect([before, after].map(({ ofPlatform }) => ofPlatform.includes("LAWFUL_RETURN"))).toEqual([false, true]);
    const demand = { demandKind: "COMPENSATION", demandBasis: "STATUTORY", demandAmount: 1_000, demandText: "法" };
    expect(await refusal("li.na", "openComplaint", complain(before, demand))).toMatchObject({
      field: "input.demandBasis",
    });
    await (await world.as("li.na")).do("openComplaint", complain(after, demand));
  });
});
