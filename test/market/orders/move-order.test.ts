import { createOrder } from "../../../src/market/orders/create-order";
import { moveOrder } from "../../../src/market/orders/move-order";
import { orderActions, type OrderAction, OrderStatus } from "../../../src/market/orders/order-status.types";
import { Order } from "../../../src/market/orders/order.entity";
import { concerns, whyNotMove } from "../../../src/market/orders/order.policy";
import type { Actor } from "../../../src/accounts/actor/actor";
import { newId } from "../../../src/platform/ids";
import { Market } from "../listings/market";
import { forEachDatabase } from "../../support/databases";

forEachDatabase((kind, further) => {
  let market: Market;
  let provider: Awaited<ReturnType<Market["provider"]>>;
  let consumer: Actor;
  let stranger: Actor;
  beforeAll(async () => {
    market = await Market.open(kind);
    [provider, consumer, stranger] = [await market.provider(), await market.person(), await market.person()];
  });
  afterAll(() => market[Symbol.asyncDispose]());

  const orderIn = async (status: OrderStatus, placedAt = market.clock.now()) => {
    const { id, title, priceAmount, priceCurrency } = await market.listing(provider);
    return market.db.transact(async (tx) =>
      createOrder(
        tx,
        {
          consumerId: consumer.accountId,
          providerId: provider.id,
          listingId: id,
          title,
          priceAmount,
          priceCurrency,
          status,
          placedAt,
        },
        [],
      ),
    );
  };
  const move = (actor: Actor, orderId: string, action: OrderAction) =>
    market.db.transact((tx) => moveOrder(tx, actor, orderId, action));

  further("availableActions says yes exactly when the command succeeds", async () => {
    for (const status of Object.values(OrderStatus)) {
      for (const action of Object.values(orderActions.actions)) {
        for (const [actor, denied] of [
          [consumer, "FORBIDDEN"],
          [provider.owner, "FORBIDDEN"],
          [stranger, "NOT_FOUND"],
        ] as const) {
          const order = await orderIn(status);
          const available = whyNotMove(action, actor, order, 2) === null;
          const outcome = await market.refusal(move(actor, order.id, action));
          if (available) expect(outcome).toBe("accepted");
          else
            expect(outcome).toMatchObject({
              code: concerns(action, actor, order) ? "NOT_IN_THIS_STATE" : denied,
            });
        }
      }
    }
  });

  test("Delivery and completion keep their moments; of two deliveries at once one wins", async () => {
    const order = await orderIn("PLACED");
    const outcomes = await Promise.all([1, 2].map(() => market.refusal(move(provider.owner, order.id, "DELIVER"))));
    expect(outcomes.sort()).toEqual([
      { code: "NOT_IN_THIS_STATE", reason: "order.status", params: { status: "DELIVERED" } },
      "accepted",
    ]);
    market.clock.at += 1_000;
    expect(await move(consumer, order.id, "COMPLETE")).toMatchObject({
      status: "COMPLETED",
      deliveredAt: market.clock.at - 1_000,
      completedAt: market.clock.at,
      completeAt: null,
    });
  });

  test("what the consumer reports as not received is delivered again; the third time it is a case", async () => {
    const order = await orderIn("PLACED");
    for (const reports of [1, 2]) {
      await move(provider.owner, order.id, "DELIVER");
      expect(await move(consumer, order.id, "REPORT_NOT_RECEIVED")).toMatchObject({
        status: "PLACED",
        deliveredAt: null,
        completeAt: null,
        notReceivedReports: reports,
      });
    }
    const delivered = await move(provider.owner, order.id, "DELIVER");
    expect(whyNotMove("REPORT_NOT_RECEIVED", consumer, delivered, 2)).toMatchObject({ code: "LIMIT_REACHED" });
    expect(whyNotMove("COMPLETE", consumer, delivered, 2)).toBeNull();
    expect(await market.refusal(move(consumer, order.id, "REPORT_NOT_RECEIVED"))).toEqual({
      code: "LIMIT_REACHED",
      reason: "order.notReceivedTimes",
      params: { times: 2 },
    });
    const latest = await market.db.query<{ type: string }>(
      "SELECT type FROM event_log WHERE stream_id = ? ORDER BY seq DESC LIMIT 3",
      [provider.id],
    );
    expect(latest.map(({ type }) => type)).toEqual(["ORDER_DELIVERED", "ORDER_NOT_RECEIVED", "ORDER_DELIVERED"]);
  });

  further("Orders are seen by their parties and staff, and by nobody else", async () => {
    const order = await orderIn("PLACED");
    const query =
      "query ($id: ID!, $provider: ID!) { order(id: $id) { id } providerOrders(providerId: $provider, first: 1) { nodes { id } } }";
    const ask = async (actor: Actor | null, id = order.id) => {
      const { data, errors } = await market.ask(actor, query, { id, provider: provider.id });
      const codes = errors?.map(({ originalError }) => (originalError as { code?: string } | undefined)?.code);
      return [data?.order?.id ?? null, ...(codes ?? [])];
    };
    expect(await ask(provider.owner)).toEqual([order.id]);
    expect(await ask(await market.person("MODERATOR"))).toEqual([order.id]);
    expect(await ask(stranger)).toEqual([null, "NOT_FOUND"]);
    expect(await ask(null)).toEqual([null, "UNAUTHENTICATED", "UNAUTHENTICATED"]);
    for (const id of [newId(Order), provider.id, "x"]) expect(await ask(provider.owner, id)).toEqual([null]);
  });

  further("myOrders pages newest first, also over orders of one moment", async () => {
    const buyer = (consumer = await market.person());
    const placed = [];
    for (const at of [1_000, 2_000, 2_000, 2_000, 3_000]) placed.push(await orderIn("PLACED", at));
    const expected = placed.sort((a, b) => b.placedAt - a.placedAt || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
    const seen: string[] = [];
    let after: string | null = null as string | null;
    do {
      const { data } = await market.ask(
        buyer,
        "query ($after: String) { myOrders(first: 2, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }",
        { after },
      );
      seen.push(...data.myOrders.nodes.map(({ id }: { id: string }) => id));
      after = data.myOrders.pageInfo.hasNextPage ? data.myOrders.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(expected);
  });
});
