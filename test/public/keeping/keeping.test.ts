/* oxlint-disable typescript/no-explicit-any -- answers are untyped, as on the wire */
import { KeptCount } from "../../../src/public/keeping/kept-count.entity";
import { keepingProjection } from "../../../src/public/keeping/keeping.projection";
import { ProviderKeeping } from "../../../src/public/keeping/provider-keeping.entity";
import { Provider } from "../../../src/market/providers/provider.entity";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { Loaders } from "../../../src/platform/database/loaders";
import { payOrderOver } from "../../adjudication/payments/paid-in";
import { caseIn, opening, placeOrder } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

const RATE = "keptRate { orders share leastOrders }";

forEachDatabase((kind, further) => {
  let world: World;
  let providerId: string;
  beforeEach(async () => {
    world = await startWorld(kind);
    const { providers } = await world.visitor.ok(`{ providers { nodes { id } } }`);
    providerId = providers.nodes[0].id;
  });
  afterEach(() => world?.[Symbol.asyncDispose]());

  /** Kept and broken, by the kind of promise. */
  async function counts(): Promise<Record<string, [kept: number, broken: number]>> {
    await world.projected();
    const rows = await world.db.find(KeptCount, {}, "ORDER BY lineage");
    const sums: Record<string, [number, number]> = {};
    for (const { lineage, kept, broken } of rows) {
      const of = lineage.split(" ")[1] ?? "";
      const [k, b] = sums[of] ?? [0, 0];
      sums[of] = [k + kept, b + broken];
    }
    return sums;
  }

  async function deliver(hours = 1, { paid = true, consumer = "li.na" } = {}): Promise<string> {
    const { id: orderId } = await placeOrder(world, consumer);
    if (paid) await payOrderOver(world, consumer, orderId);
    await world.later(hours);
    await (await world.as("wang.owner")).do("deliverOrder", { orderId }, "{ order { id } }");
    return orderId;
  }
  const complete = async (orderId: string, consumer = "li.na"): Promise<void> =>
    (await world.as(consumer)).do("completeOrder", { orderId }, "{ order { id } }");

  test("an order keeps its promises once it is completed uncontested; one that is late breaks that promise at once", async () => {
    const inTime = await deliver();
    expect(await counts()).toEqual({});
    await complete(inTime);
    const kept = await counts();
    expect(kept.DELIVERY_TIME).toEqual([1, 0]);
    expect(Object.values(kept).every(([k, b]) => k > 0 && b === 0)).toBe(true);
    const late = await deliver(60);
    expect((await counts()).DELIVERY_TIME).toEqual([1, 1]);
    await complete(late);
    const both = await counts();
    expect(both.DELIVERY_TIME).toEqual([1, 1]);
    expect(both.AFTER_SALES?.[0] ?? both.QUALITY?.[0]).toBe(2);
  });

  further(
    "an order that is never delivered breaks its time when that is over, and silence completes it kept",
    async () => {
      const { id: orderId } = await placeOrder(world);
      await payOrderOver(world, "li.na", orderId);
      await world.later(49);
      expect((await counts()).DELIVERY_TIME).toEqual([0, 1]);
      await deliver();
      await world.later(24 * 11);
      expect((await counts()).DELIVERY_TIME).toEqual([1, 1]);
    },
  );

  further("orders that nobody paid for, and those of the provider's own people, count for nothing", async () => {
    await complete(await deliver(1, { paid: false }));
    await deliver(60, { paid: false });
    expect(await counts()).toEqual({});
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE account SET created_at = ? WHERE login = 'tom'", [tx.now]),
    );
    await complete(await deliver(1, { consumer: "tom" }), "tom");
    expect(await counts()).toEqual({});
    // Paid for later, it counts then.
    const later = await deliver(1, { paid: false });
    await complete(later);
    expect(await counts()).toEqual({});
    await payOrderOver(world, "li.na", later);
    expect((await counts()).DELIVERY_TIME).toEqual([1, 0]);
  });

  test("an order that costs nothing is not paid for: free orders buy no rate", async () => {
    await world.db.transact(async (tx) => tx.execute("UPDATE listing SET price_amount = 0 WHERE 1 = 1"));
    await complete(await deliver(1, { paid: false }));
    await deliver(60, { paid: false });
    expect(await counts()).toEqual({});
  });

  test("a complaint takes the promise out of the count, a final ruling decides, and a reversal takes it back", async () => {
    const theCase = await caseIn(world, "NEGOTIATING");
    await payOrderOver(world, "li.na", theCase.orderId);
    await (await world.as("wang.owner")).do("deliverOrder", { orderId: theCase.orderId }, "{ order { id } }");
    await complete(theCase.orderId);
    const open = await counts();
    expect(open.DELIVERY_TIME).toBeUndefined();
    expect(Object.values(open).every(([k]) => k > 0)).toBe(true);
    const ruled = await caseIn(world, "RULED");
    expect((await counts()).DELIVERY_TIME).toBeUndefined();
    for (const who of ["li.na", "wang.owner"]) await ruled.do(who, "waiveAppeal");
    expect((await counts()).DELIVERY_TIME).toEqual([0, 1]);
    const [event] = await world.db.find(LoggedEvent, { streamId: ruled.id, type: "RULING_FINAL" });
    if (!event) throw new Error("the ruling is not final");
    await world.db.transact(async (tx) => {
      tx.execute("UPDATE ruling SET status = 'REVERSED' WHERE complaint_id = ?", [ruled.id]);
      await keepingProjection.settle?.(tx, [{ ...event, type: "RULING_REVERSED" } as never], new Loaders(tx));
    });
    expect((await counts()).DELIVERY_TIME).toEqual([0, 0]);
    await world.db.transact(async (tx) => {
      tx.execute("UPDATE ruling SET status = 'ISSUED' WHERE complaint_id = ?", [ruled.id]);
      await keepingProjection.settle?.(tx, [event as never], new Loaders(tx));
    });
    const dismissed = await caseIn(world, "RULED", { dismissed: true });
    for (const who of ["li.na", "wang.owner"]) await dismissed.do(who, "waiveAppeal");
    expect((await counts()).DELIVERY_TIME).toEqual([1, 1]);
  });

  further("a complaint about an order that was counted as kept uncounts it, and only that promise", async () => {
    const order = await placeOrder(world);
    await payOrderOver(world, "li.na", order.id);
    await (await world.as("wang.owner")).do("deliverOrder", { orderId: order.id }, "{ order { id } }");
    await complete(order.id);
    const before = await counts();
    expect(before.DELIVERY_TIME).toEqual([1, 0]);
    await (await world.as("li.na")).do("openComplaint", opening(order));
    expect(await counts()).toEqual({ ...before, DELIVERY_TIME: [0, 0] });
  });

  test("every event twice, and all of them again, count no more", async () => {
    await complete(await deliver());
    await deliver(60);
    const once = await counts();
    const events = await world.db.find(LoggedEvent, {}, "ORDER BY id");
    for (const event of events.filter(({ type }) => keepingProjection.types?.has(type as never)))
      await world.db.transact((tx) => keepingProjection.apply(tx, event as never, new Loaders(tx)));
    expect(await counts()).toEqual(once);
  });

  test("readers see the share from twenty orders on, beside the promise and of the provider, and sort by it", async () => {
    await complete(await deliver());
    await world.projected();
    const look = async (): Promise<any> =>
      await world.visitor.ok(
        `query ($id: ID!) { provider(id: $id) { ${RATE} } listings(first: 20) { nodes { title promises { nodes { kind ${RATE} } } } } }`,
        { id: providerId },
      );
    const few = await look();
    expect(few.provider.keptRate).toMatchObject({ share: null, leastOrders: 20 });
    const statements = jest.spyOn(world.db, "ask");
    await look();
    expect(statements.mock.calls.filter(([text]) => text.includes("FROM kept_count"))).toHaveLength(1);
    expect(statements.mock.calls.filter(([text]) => text.includes("FROM provider_keeping"))).toHaveLength(1);
    statements.mockRestore();
    const promises = (found: any) =>
      found.listings.nodes
        .find(({ title }: any) => title.startsWith("抖店首页设计"))
        .promises.nodes.filter(({ kind }: any) => kind === "DELIVERY_TIME");
    expect(promises(few)[0].keptRate).toEqual({ orders: 1, share: null, leastOrders: 20 });

    await world.db.transact(async (tx) => tx.execute("UPDATE kept_count SET kept = 24, broken = 6"));
    const many = await look();
    expect(promises(many)[0].keptRate).toEqual({ orders: 30, share: 0.8, leastOrders: 20 });
    // What the list is sorted by follows within a day.
    await world.later(25);
    const { provider } = await look();
    expect(provider.keptRate.share).toBeCloseTo(0.8);

    const other = await secondProvider();
    const sorted = async (sort: string): Promise<string[]> =>
      (await world.visitor.ok(`{ providers(sort: ${sort}) { nodes { id } } }`)).providers.nodes.map(
        ({ id }: any) => id,
      );
    expect(await sorted("KEPT")).toEqual([providerId, other]);
    await world.db.transact(async (tx) =>
      tx.insert(ProviderKeeping, { providerId: other, kept: 100, broken: 0, rankKey: 960_000, countedAt: tx.now }),
    );
    expect(await sorted("KEPT")).toEqual([other, providerId]);
    const { listings } = await world.visitor.ok(
      `{ listings(sort: KEPT, first: 1) { nodes { provider { id } } pageInfo { endCursor } } }`,
    );
    const rest = await world.visitor.ok(
      `query ($after: String) { listings(sort: KEPT, first: 20, after: $after) { nodes { provider { id } } } }`,
      { after: listings.pageInfo.endCursor },
    );
    expect(listings.nodes[0].provider.id).toBe(providerId);
    expect(rest.listings.nodes.every((node: any) => node.provider.id === providerId)).toBe(true);
    expect(
      (await world.visitor.ok(`{ listings(sort: KEPT, filter: { text: "设计" }) { nodes { id } } }`)).listings,
    ).toBeDefined();
  });

  test("orders older than the window are not counted", async () => {
    await complete(await deliver());
    await counts();
    await world.db.transact(async (tx) => tx.execute("UPDATE kept_count SET kept = 24, period = period - 200"));
    await world.later(25);
    const { provider } = await world.visitor.ok(`query ($id: ID!) { provider(id: $id) { ${RATE} } }`, {
      id: providerId,
    });
    expect(provider.keptRate).toMatchObject({ orders: 0, share: null });
  });

  /** Admitted like the first, with nothing to sell. */
  async function secondProvider(): Promise<string> {
    await (
      await world.as("tom")
    ).do("registerProvider", { legalName: "Second Ltd", licenceNo: "91350100M000100Y43" }, "{ provider { id } }");
    const [second] = await world.db.find(Provider, { legalName: "Second Ltd" });
    if (!second) throw new Error("not registered");
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE provider SET status = 'ACTIVE' WHERE id = ?", [second.id]),
    );
    return second.id;
  }
});
