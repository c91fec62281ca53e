import { opening, placeOrder, type PlacedOrder } from "../../case/complaints/world-case";
import { payOrderOver } from "../../adjudication/payments/paid-in";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
  });
  afterEach(() => world?.[Symbol.asyncDispose]());

  const look = async (login: string, { id }: PlacedOrder) =>
    (
      await (
        await world.as(login)
      ).ok(
        `query ($id: ID!) { order(id: $id) { status deliveredAt completedAt completeAt notReceivedReports availableActions { action } reviewableUntil machineFindings { shortfall certain } } }`,
        { id },
      )
    ).order;
  const deliver = async ({ id: orderId }: PlacedOrder): Promise<void> =>
    (await world.as("wang.owner")).do("deliverOrder", { orderId }, "{ order { id } }");
  const noticesOf = async (login: string): Promise<string[]> => {
    const { inbox } = await (await world.as(login)).ok(`{ inbox { notices(first: 100) { nodes { type text } } } }`);
    return inbox.notices.nodes.map(({ type }: { type: string }) => type);
  };
  const DAYS = 24;

  further(
    "a delivered order completes by itself after ten days, which its consumer was told, and can be reviewed",
    async () => {
      const order = await placeOrder(world);
      await deliver(order);
      expect(await noticesOf("li.na")).toContain("ORDER_DELIVERED");
      const { deliveredAt, completeAt } = await look("li.na", order);
      expect(Date.parse(completeAt) - Date.parse(deliveredAt)).toBe(10 * DAYS * 3_600_000);
      await world.later(10 * DAYS - 1);
      expect(await look("li.na", order)).toMatchObject({ status: "DELIVERED", completedAt: null });
      await world.later(2);
      expect(await look("li.na", order)).toMatchObject({
        status: "COMPLETED",
        completedAt: expect.any(String),
        completeAt: null,
        availableActions: [],
        reviewableUntil: expect.any(String),
      });
      expect(await noticesOf("li.na")).toContain("ORDER_COMPLETED");
    },
  );

  further(
    "whoever says of a late delivery that nothing came can still complain, as long as if it had come",
    async () => {
      const order = await placeOrder(world);
      await world.later(200 * DAYS);
      await deliver(order);
      const reads = async (): Promise<string> =>
        (
          await (
            await world.as("li.na")
          ).ok(`query ($id: ID!) { order(id: $id) { complainableUntil } }`, {
            id: order.id,
          })
        ).order.complainableUntil;
      const before = await reads();
      await world.later(DAYS);
      await (await world.as("li.na")).do("reportNotReceived", { orderId: order.id }, "{ order { id } }");
      expect(Date.parse(await reads()) - Date.parse(before)).toBeGreaterThanOrEqual(DAYS * 3_600_000);
      await world.later(89 * DAYS);
      await (await world.as("li.na")).do("openComplaint", opening(order), "{ complaint { id } }");
    },
  );

  test("not while there is an open case about it; once that is closed, it does", async () => {
    const order = await placeOrder(world);
    await deliver(order);
    const consumer = await world.as("li.na");
    const { complaint } = await consumer.do("openComplaint", opening(order), "{ complaint { id } }");
    await world.later(10 * DAYS + 1);
    expect(await look("li.na", order)).toMatchObject({ status: "DELIVERED" });
    await (
      await world.as("li.na")
    ).do("withdrawComplaint", { complaintId: complaint.id, reason: "已经解决。" }, "{ complaint { id } }");
    await world.later(DAYS + 1);
    expect(await look("li.na", order)).toMatchObject({ status: "COMPLETED" });
  });

  test("one that completed by itself and was paid for counts for the reputation, once, from then on", async () => {
    const order = await placeOrder(world, "tom");
    const { providers } = await world.visitor.ok(`{ providers { nodes { id } } }`);
    const weighed = async (): Promise<number> => {
      await world.projected();
      const { provider } = await world.visitor.ok(
        `query ($id: ID!) { provider(id: $id) { reputation { parts { orders } } } }`,
        { id: providers.nodes[0].id },
      );
      return provider.reputation.parts.orders;
    };
    await world.later(8 * DAYS);
    await payOrderOver(world, "tom", order.id);
    await deliver(order);
    const before = await weighed();
    await world.later(10 * DAYS + 1);
    const after = await weighed();
    expect(after).toBeGreaterThan(before);
    await world.later(1);
    expect(await weighed()).toBeCloseTo(after, 2);
  });

  further(
    "what was reported as not received does not complete, and the record alone no longer says it was late",
    async () => {
      const order = await placeOrder(world);
      await deliver(order);
      const report = async () =>
        (await world.as("li.na")).do("reportNotReceived", { orderId: order.id }, "{ order { status } }");
      expect((await report()).order.status).toBe("PLACED");
      expect(await noticesOf("wang.owner")).toContain("ORDER_NOT_RECEIVED");
      await world.later(11 * DAYS);
      expect(await look("li.na", order)).toMatchObject({
        status: "PLACED",
        deliveredAt: null,
        notReceivedReports: 1,
        machineFindings: [{ shortfall: "NOT_DELIVERED", certain: false }],
      });
      await deliver(order);
      expect(await look("wang.owner", order)).toMatchObject({
        status: "DELIVERED",
        machineFindings: [{ shortfall: "DELIVERED_LATE", certain: false }],
      });
    },
  );
});
