import { newId } from "../../src/platform/ids";
import { PastMembership } from "../../src/market/providers/past-membership.entity";
import { Provider } from "../../src/market/providers/provider.entity";
import { placeOrder } from "../case/complaints/world-case";
import { payOrderOver } from "../adjudication/payments/paid-in";
import { paidOrder, strangers } from "../public/reputation/paid-orders";
import { forEachDatabase } from "../support/databases";
import { startWorld, type World } from "../support/world";

forEachDatabase((kind, further) => {
  let world: World;
  let providerId: string;
  beforeEach(async () => {
    world = await startWorld(kind);
    const { providers } = await world.visitor.ok(`{ providers { nodes { id } } }`);
    providerId = providers.nodes[0].id;
  });
  afterEach(() => world?.[Symbol.asyncDispose]());

  const look = async () => {
    await world.projected();
    const { provider } = await world.visitor.ok(
      `query ($id: ID!) { provider(id: $id) { reputation { label rankKey parts { orders } inputs { nodes { kind } } } } }`,
      { id: providerId },
    );
    return provider.reputation;
  };
  const complete = async (consumer: string): Promise<string> => {
    const { id: orderId } = await placeOrder(world, consumer);
    await (await world.as("wang.owner")).do("deliverOrder", { orderId }, "{ order { id } }");
    await (await world.as(consumer)).do("completeOrder", { orderId }, "{ order { id } }");
    return orderId;
  };
  const inspections = async (): Promise<{ origin: string; reason: string }[]> => {
    await world.projected();
    const inspector = await world.as("he.inspect");
    return (await inspector.ok(`{ inspections(first: 10) { nodes { origin reason } } }`)).inspections.nodes;
  };
  /** As the log tells of orders that were completed just now. */
  const completed = (orders: readonly (readonly [id: string, consumerId: string])[]): Promise<void> =>
    world.db.transact(async (tx) => {
      const provider = await tx.lock(Provider, providerId);
      for (const [orderId, consumerId] of orders)
        if (provider)
          tx.record(provider, {
            type: "ORDER_COMPLETED",
            ...{ actorId: consumerId, actorRole: "CONSUMER", topics: [], audience: "PARTIES" },
            data: { orderId, consumerId, status: "COMPLETED" },
          });
    });

  further("orders that nobody paid for weigh nothing, and are given no stars", async () => {
    for (let n = 0; n < 3; n += 1) {
      const orderId = await complete("li.na");
      const review = { orderId, stars: 5, text: "非常好，值得推荐。" };
      expect((await (await world.as("li.na")).tryTo("writeReview", review)).extensions).toMatchObject({
        code: "NOT_IN_THIS_STATE",
        reason: "review.orderNotPaid",
      });
    }
    expect(await look()).toMatchObject({ label: "NEW", rankKey: 0, parts: { orders: 0 } });
  });

  test("an order weighs once, when it is both completed and paid for, whichever comes last", async () => {
    const orderId = await complete("li.na");
    expect((await look()).parts.orders).toBe(0);
    await payOrderOver(world, "li.na", orderId);
    expect((await look()).parts.orders).toBeCloseTo(1, 4);
    const { id } = await placeOrder(world, "tom");
    await payOrderOver(world, "tom", id);
    expect((await look()).parts.orders).toBeCloseTo(1, 4);
    await (await world.as("wang.owner")).do("deliverOrder", { orderId: id }, "{ order { id } }");
    await (await world.as("tom")).do("completeOrder", { orderId: id }, "{ order { id } }");
    expect((await look()).parts.orders).toBeCloseTo(2, 4);
  });

  test("eight new accounts with three paid orders each move nothing, and an inspector is shown the burst", async () => {
    const puppets = await strangers(world, 8, 0);
    const orders = puppets.flatMap((puppet) =>
      [1, 2, 3].map((n) => [`ord_${puppet}_${n}`.slice(0, 40), puppet] as const),
    );
    for (const [id, puppet] of orders) await paidOrder(world, id, puppet);
    await completed(orders);
    expect(await look()).toMatchObject({ label: "NEW", parts: { orders: 0 } });
    const [burst, ...others] = await inspections();
    expect(others).toEqual([]);
    expect(burst).toMatchObject({ origin: "BURST", reason: expect.stringContaining("12") });
    // It is one matter, and is not opened again for what was seen.
    await completed(orders.slice(0, 3));
    expect(await inspections()).toHaveLength(1);
  });

  test("half a price is not paid, and who was ever one of the provider's own is no customer of it", async () => {
    const [stranger = "", colleague = ""] = await strangers(world, 2);
    await paidOrder(world, "ord_half", stranger, 0.5);
    await paidOrder(world, "ord_own", colleague);
    await world.db.transact((tx) => {
      const past = { id: newId(PastMembership), providerId, accountId: colleague, role: "STAFF" as const };
      tx.insert(PastMembership, { ...past, joinedAt: tx.now - 2_000, endedAt: tx.now - 1_000 });
      return Promise.resolve();
    });
    await completed([
      ["ord_half", stranger],
      ["ord_own", colleague],
    ]);
    expect((await look()).parts.orders).toBe(0);
    expect(await inspections()).toEqual([]);
  });
});
