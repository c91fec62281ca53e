import { openCase, opening, placeOrder, type PlacedOrder } from "../complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

const FINDING =
  "kind shortfall expected delivered certain facts { promised observed unit } amountAtStake { amount currency } promiseVersion { id }";
const DRAFT = "orderId title story demandKind demandAmount breaches { promiseVersionId expected delivered amount }";

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const look = async (who: string, { id }: PlacedOrder, args = "", language = "en") => {
    const query = `query ($id: ID!) { order(id: $id) { machineFindings { ${FINDING} } complaintDraft${args} { ${DRAFT} } } }`;
    const { data } = await (await world.as(who)).gql(query, { id }, { "accept-language": language });
    return data.order;
  };
  /** Their notices of overdue deliveries. */
  const told = async (who: string): Promise<Record<string, unknown>[]> => {
    const { inbox } = await (
      await world.as(who)
    ).ok(`{ inbox { notices(first: 100) { nodes { type text order { id } provider { legalName } } } } }`);
    return inbox.notices.nodes.filter(({ type }: { type: string }) => type === "ORDER_OVERDUE");
  };
  async function ordered(consumer: string): Promise<PlacedOrder> {
    const order = await placeOrder(world, consumer);
    await world.projected();
    return order;
  }

  test("48 hours promised, 71 gone and nothing there: both parties see it, and the consumer's complaint is half written", async () => {
    const order = await ordered("tom");
    expect(await look("tom", order)).toEqual({ machineFindings: [], complaintDraft: null });
    await world.later(71);
    const { machineFindings, complaintDraft } = await look("tom", order);
    const [promiseVersionId] = order.promiseVersionIds;
    expect(machineFindings).toEqual([
      {
        kind: "DELIVERY_TIME",
        shortfall: "NOT_DELIVERED",
        expected: "Promised: delivered within 48 hours of the order.",
        delivered: "Not delivered 71 h after the order.",
        certain: true,
        facts: { promised: 48, observed: expect.any(Number), unit: "HOURS" },
        amountAtStake: { amount: 199_900, currency: "CNY" },
        promiseVersion: { id: promiseVersionId },
      },
    ]);
    expect(Math.floor(machineFindings[0].facts.observed)).toBe(71);
    expect(complaintDraft).toMatchObject({ orderId: order.id, demandKind: "REFUND_FULL", demandAmount: null });

    const ofProvider = await look("zhao.staff", order, "", "zh-CN");
    expect(ofProvider.machineFindings[0].delivered).toBe("下单已 71 小时，尚未交付。");
    expect(ofProvider.complaintDraft).toBeNull();
    expect(await look("sun.audit", order)).toEqual({ machineFindings: [], complaintDraft: null });

    const selection = `{ complaint { id amountAtStake: atStake { amount } breaches { machineFinding { ${FINDING} } } } }`;
    const { complaint } = await (await world.as("tom")).do("openComplaint", complaintDraft, selection);
    expect(complaint.amountAtStake.amount).toBe(199_900);
    expect(complaint.breaches[0].machineFinding).toMatchObject({ shortfall: "NOT_DELIVERED", certain: true });
    const again = await look("tom", order);
    expect(again).toMatchObject({ machineFindings: [{ shortfall: "NOT_DELIVERED" }], complaintDraft: null });

    // What was known when it was opened stays, whatever is delivered since.
    await (await world.as("wang.owner")).do("deliverOrder", { orderId: order.id }, "{ order { id } }");
    const query = `query ($id: ID!) { complaint(id: $id) { breaches { machineFinding { shortfall delivered } } } }`;
    const seen = await (await world.as("chen.mod")).ok(query, { id: complaint.id });
    expect(seen.complaint.breaches).toEqual([
      { machineFinding: { shortfall: "NOT_DELIVERED", delivered: "Not delivered 71 h after the order." } },
    ]);
    expect((await look("tom", order)).machineFindings).toMatchObject([{ shortfall: "DELIVERED_LATE" }]);
  });

  further("what a client says that a machine found is not believed", async () => {
    const order = await ordered("li.na");
    const input = opening(order, 3);
    const { complaint } = await (
      await world.as("li.na")
    ).do("openComplaint", input, `{ complaint { breaches { delivered machineFinding { shortfall } } } }`);
    expect(complaint.breaches).toHaveLength(3);
    for (const breach of complaint.breaches)
      expect(breach).toEqual({ delivered: "五天后才交付", machineFinding: null });
  });

  further("what was delivered late leaves the demand to the consumer; what only may be so is asked for", async () => {
    const order = await ordered("li.na");
    await world.later(50);
    await (await world.as("wang.owner")).do("deliverOrder", { orderId: order.id }, "{ order { id } }");
    expect(await look("li.na", order)).toMatchObject({
      machineFindings: [
        { shortfall: "DELIVERED_LATE", delivered: "Delivered 50 h after the order.", amountAtStake: null },
      ],
      complaintDraft: { title: "Delivered later than promised", demandKind: null, breaches: [{ amount: 0 }] },
    });
    // 24 hours are promised for an answer after the sale.
    await (await world.as("li.na")).do("openComplaint", opening(order));
    await world.later(25);
    const { machineFindings, complaintDraft } = await look("li.na", order);
    expect(machineFindings.map(({ shortfall, certain }: Record<string, unknown>) => [shortfall, certain])).toEqual(
      expect.arrayContaining([
        ["DELIVERED_LATE", true],
        ["NOT_ANSWERED", false],
      ]),
    );
    expect(complaintDraft).toBeNull();
    const uncertain = (await look("li.na", order, "(withUncertain: true)")).complaintDraft;
    expect(uncertain).toMatchObject({ title: "A request after the sale was not answered", breaches: [{ amount: 0 }] });
    await (await world.as("li.na")).do("openComplaint", { ...uncertain, demandKind: "APOLOGY" });
  });

  test("when the time for delivery passes, the consumer is told, once; nobody of what is delivered, cancelled or complained of", async () => {
    const before = [await told("tom"), await told("li.na"), await told("wang.owner")].map(({ length }) => length);
    const [late, delivered, cancelled] = [await ordered("tom"), await ordered("li.na"), await ordered("li.na")];
    await (await world.as("wang.owner")).do("deliverOrder", { orderId: delivered.id }, "{ order { id } }");
    await (await world.as("li.na")).do("cancelOrder", { orderId: cancelled.id }, "{ order { id } }");
    await (await world.as("li.na")).do("openComplaint", opening(await ordered("li.na")));
    await world.later(47);
    expect(await told("tom")).toHaveLength(before[0] ?? 0);
    await world.later(2);
    await world.later(30);
    const [notice, ...older] = await told("tom");
    expect(older).toHaveLength(before[0] ?? 0);
    expect(notice).toMatchObject({
      text: expect.stringMatching(/^星火.* has not delivered your order by \d+ \w+ \d{4}, .*You can complain/),
      order: { id: late.id },
      provider: { legalName: expect.stringContaining("星火") },
    });
    expect([(await told("li.na")).length, (await told("wang.owner")).length]).toEqual(before.slice(1));
    expect((await look("tom", late)).complaintDraft).not.toBeNull();
    const [row] = await world.db.query("SELECT COUNT(*) AS n FROM delivery_deadline");
    expect(row?.n).toBe(0);
  });

  further("when the time for complaints is over there is nothing to draft", async () => {
    const theCase = await openCase(world);
    await theCase.do("li.na", "withdrawComplaint");
    const order = { id: theCase.orderId, promiseVersionIds: [] };
    await world.later(179 * 24);
    expect((await look("li.na", order)).complaintDraft).not.toBeNull();
    await world.later(25);
    expect(await look("li.na", order)).toMatchObject({
      machineFindings: [{ shortfall: "NOT_DELIVERED" }],
      complaintDraft: null,
    });
  });
});
