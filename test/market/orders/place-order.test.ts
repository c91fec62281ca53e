import { Listing } from "../../../src/market/listings/listing.entity";
import { updateListing } from "../../../src/market/listings/update-listing";
import { setListingStatus } from "../../../src/market/listings/set-listing-status";
import { Order } from "../../../src/market/orders/order.entity";
import { OrderPromise } from "../../../src/market/orders/order-promise.entity";
import type { PlaceOrderInput } from "../../../src/market/orders/order.types";
import { placeOrder } from "../../../src/market/orders/place-order";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import type { Actor } from "../../../src/accounts/actor/actor";
import { newId } from "../../../src/platform/ids";
import type { PublishPromiseInput } from "../../../src/market/promises/promise.types";
import { publishPromise } from "../../../src/market/promises/publish-promise";
import { withdrawPromise } from "../../../src/market/promises/withdraw-promise";
import { Market } from "../listings/market";
import { forEachDatabase } from "../../support/databases";
import { changeKept } from "../../support/past-triggers";

const DAY = 86_400_000;

forEachDatabase((kind, further) => {
  let market: Market;
  let consumer: Actor;
  beforeAll(async () => {
    market = await Market.open(kind);
    consumer = await market.person();
  });
  afterAll(() => market[Symbol.asyncDispose]());

  const publish = (actor: Actor, input: Partial<PublishPromiseInput>) =>
    market.db.transact((tx) => publishPromise(tx, actor, { text: "As promised", kind: "OTHER", ...input }));
  const place = (actor: Actor, input: PlaceOrderInput) => market.db.transact((tx) => placeOrder(tx, actor, input));
  const frozen = (order: Order) => market.db.find(OrderPromise, { orderId: order.id });

  further(
    "An order freezes every promise in force, the listing's and the provider's, and later versions do not reach it",
    async () => {
      const provider = await market.provider();
      const [listing, otherListing] = [await market.listing(provider), await market.listing(provider)];
      const replaced = await publish(provider.owner, {
        listingId: listing.id,
        kind: "DELIVERY_TIME",
        terms: { withinHours: 72 },
      });
      const own = await publish(provider.owner, {
        promiseId: replaced.promiseId,
        kind: null,
        terms: { withinHours: 48 },
      });
      const wide = await publish(provider.owner, { providerId: provider.id });
      const withdrawn = await publish(provider.owner, { listingId: listing.id });
      await market.db.transact((tx) => withdrawPromise(tx, provider.owner, { promiseId: withdrawn.promiseId }));
      await publish(provider.owner, { listingId: otherListing.id });

      const order = await place(consumer, { listingId: listing.id });
      await publish(provider.owner, { promiseId: own.promiseId, kind: null, terms: { withinHours: 240 } });

      expect((await frozen(order)).map(({ promiseVersionId, digest }) => [promiseVersionId, digest])).toEqual([
        [own.id, own.digest],
        [wide.id, wide.digest],
      ]);
      const query =
        "query ($id: ID!) { order(id: $id) { price { amount currency } consumer { displayName } availableActions { action mutation unavailableBecause { code } } promises { digestMatches promiseVersion { id version terms { withinHours } } } } }";
      const { data, errors } = await market.ask(consumer, query, { id: order.id });
      expect(errors).toBeUndefined();
      expect(data?.order).toEqual({
        price: { amount: 19_900, currency: "CNY" },
        consumer: { displayName: consumer.displayName },
        availableActions: [{ action: "CANCEL", mutation: "cancelOrder", unavailableBecause: null }],
        promises: [
          { digestMatches: true, promiseVersion: { id: own.id, version: 2, terms: { withinHours: 48 } } },
          { digestMatches: true, promiseVersion: { id: wide.id, version: 1, terms: { withinHours: null } } },
        ],
      });
      const [event] = await market.db.find(LoggedEvent, { streamId: provider.id, type: "ORDER_PLACED" });
      expect(event).toMatchObject({
        topics: `orders:${provider.id} orders:${consumer.accountId}`,
        audience: "PARTIES",
        data: { orderId: order.id, promises: 2 },
      });
    },
  );

  test("What the listing described when it was ordered stays with the order, whatever its provider writes later", async () => {
    const provider = await market.provider();
    const { id: listingId } = await market.listing(provider);
    const rewrite = (description: string) =>
      market.db.transact(async (tx) => {
        const { version: expectedVersion = 0 } = (await tx.byId(Listing, listingId)) ?? {};
        return updateListing(tx, provider.owner, { listingId, expectedVersion, description });
      });
    const described = async ({ id }: Order) =>
      (await market.ask(consumer, "query ($id: ID!) { order(id: $id) { description } }", { id })).data?.order
        .description;

    await rewrite("Three drafts, solid oak");
    const first = await place(consumer, { listingId });
    await market.db.transact((tx) => setListingStatus(tx, provider.owner, { listingId, status: "DELISTED" }));
    await market.db.transact((tx) => setListingStatus(tx, provider.owner, { listingId, status: "LISTED" }));
    const second = await place(consumer, { listingId });
    await rewrite("One draft");
    const third = await place(consumer, { listingId });
    await rewrite("");
    expect(await Promise.all([first, second, third].map(described))).toEqual([
      "Three drafts, solid oak",
      "Three drafts, solid oak",
      "One draft",
    ]);
    const altering = "UPDATE former_description SET text = 'Nothing' WHERE listing_id = ?";
    await expect(market.db.transact(async (tx) => tx.execute(altering, [listingId]))).rejects.toThrow(
      "only ever added",
    );

    // Of one from before that was kept nobody knows.
    await market.db.transact(async (tx) => tx.update(Order, first.id, { listingVersion: null }));
    expect(await described(first)).toBeNull();
  });

  further("Who says which promises they have seen gets these, or is told that others bind now", async () => {
    const provider = await market.provider();
    const listing = await market.listing(provider);
    const first = await publish(provider.owner, { listingId: listing.id });
    const wide = await publish(provider.owner, { providerId: provider.id });
    const seeing = (...seen: { id: string }[]): PlaceOrderInput => ({
      listingId: listing.id,
      expectedPromises: seen.map(({ id }) => id),
    });
    const versionsOf = async (order: Order) => (await frozen(order)).map(({ promiseVersionId }) => promiseVersionId);
    expect(await versionsOf(await place(consumer, seeing(wide, first)))).toEqual([first.id, wide.id]);

    const second = await publish(provider.owner, { promiseId: first.promiseId, kind: null });
    for (const seen of [[first, wide], [second], [second, wide, first], []])
      expect(await market.refusal(place(consumer, seeing(...seen)))).toEqual({
        code: "STALE_VERSION",
        reason: "order.promisesChanged",
        field: "input.expectedPromises",
      });
    expect(await versionsOf(await place(consumer, seeing(second, wide)))).toEqual([wide.id, second.id]);
    // Nothing was changed that the id of something else could tell of.
    expect(await market.refusal(place(consumer, seeing(second, { id: wide.promiseId })))).toEqual({
      code: "NOT_FOUND",
      field: "input.expectedPromises.1",
    });
  });

  test("A promise altered behind the system's back shows in the order", async () => {
    const provider = await market.provider();
    const listing = await market.listing(provider);
    const version = await publish(provider.owner, { listingId: listing.id });
    const order = await place(consumer, { listingId: listing.id });
    const altering = "UPDATE promise_version SET text = 'Nothing promised' WHERE id = ?";
    await changeKept(market.db, "promise_version", altering, [version.id]);
    const { data } = await market.ask(consumer, "query ($id: ID!) { order(id: $id) { promises { digestMatches } } }", {
      id: order.id,
    });
    expect(data?.order.promises).toEqual([{ digestMatches: false }]);
  });

  test("A publication at the same moment is in the order wholly or not at all", async () => {
    const provider = await market.provider();
    const listing = await market.listing(provider);
    const { promiseId } = await publish(provider.owner, { listingId: listing.id });
    const log = await Promise.all([
      ...Array.from({ length: 8 }, () => place(consumer, { listingId: listing.id })),
      ...Array.from({ length: 8 }, () => publish(provider.owner, { promiseId })),
    ]);
    const orders = log.filter((each) => each instanceof Order);
    const events = await market.db.find(LoggedEvent, { streamId: provider.id }, "ORDER BY seq");
    for (const order of orders) {
      const before = events
        .slice(
          0,
          events.findIndex(({ data }) => data.orderId === order.id),
        )
        .filter(({ type }) => type === "PROMISE_PUBLISHED");
      expect((await frozen(order)).map(({ promiseVersionId }) => promiseVersionId)).toEqual([
        before.at(-1)?.data.promiseVersionId,
      ]);
    }
  });

  further("What cannot be ordered says why", async () => {
    const provider = await market.provider();
    const [draft, listing] = [await market.listing(provider, "Draft", "DRAFT"), await market.listing(provider)];
    const attempt = (actor: Actor, input: PlaceOrderInput) => market.refusal(place(actor, input));

    expect(await attempt(consumer, { listingId: draft.id })).toEqual({ code: "NOT_FOUND", field: "input.listingId" });
    expect(await attempt(consumer, { listingId: newId(Listing) })).toEqual({
      code: "NOT_FOUND",
      field: "input.listingId",
    });
    expect(await attempt(consumer, { listingId: provider.id })).toEqual({
      code: "NOT_FOUND",
      field: "input.listingId",
    });
    expect(await attempt(provider.owner, { listingId: listing.id })).toEqual({
      code: "CONFLICT_OF_INTEREST",
      reason: "order.ownListing",
      field: "input.listingId",
    });

    await market.db.transact((tx) =>
      updateListing(tx, provider.owner, {
        listingId: listing.id,
        expectedVersion: 2,
        price: { amount: 25_000, currency: "CNY" },
      }),
    );
    expect(
      await attempt(consumer, { listingId: listing.id, expectedPrice: { amount: 19_900, currency: "CNY" } }),
    ).toEqual({
      code: "STALE_VERSION",
      reason: "order.priceChanged",
      field: "input.expectedPrice",
      params: { price: { amount: 25_000, currency: "CNY" } },
    });
    expect(await attempt(consumer, { listingId: listing.id, expectedPrice: { amount: 25_000, currency: "CNY" } })).toBe(
      "accepted",
    );

    await market.db.transact((tx) =>
      setListingStatus(tx, provider.owner, { listingId: listing.id, status: "DELISTED" }),
    );
    expect(await attempt(consumer, { listingId: listing.id })).toEqual({
      code: "LISTING_UNAVAILABLE",
      reason: "listing.notListed",
      field: "input.listingId",
    });
  });

  further(
    "Freezes and suspensions stop ordering from their beginning to their end, without anyone acting",
    async () => {
      const provider = await market.provider();
      const [one, two] = [await market.listing(provider), await market.listing(provider)];
      const start = market.clock.now();
      await market.penalise(provider.id, "LISTING_FREEZE", {
        from: start + DAY,
        to: start + 3 * DAY,
        listingId: one.id,
      });
      await market.penalise(provider.id, "SUSPENSION", { from: start + 2 * DAY, to: start + 5 * DAY });
      await market.penalise(provider.id, "TERMINATION", { from: start, status: "REVERSED" });
      const attempts = async (at: number) => {
        market.clock.at = at;
        return Promise.all([one, two].map(({ id }) => market.refusal(place(consumer, { listingId: id }))));
      };
      const refused = (by: string, availableAt: number) => ({
        code: "LISTING_UNAVAILABLE",
        reason: `restricted.${by}`,
        field: "input.listingId",
        availableAt,
      });

      expect(await attempts(start + DAY - 1)).toEqual(["accepted", "accepted"]);
      expect(await attempts(start + DAY)).toEqual([refused("LISTING_FREEZE", start + 3 * DAY), "accepted"]);
      expect(await attempts(start + 2 * DAY)).toEqual([
        refused("SUSPENSION", start + 5 * DAY),
        refused("SUSPENSION", start + 5 * DAY),
      ]);
      expect(await attempts(start + 5 * DAY - 1)).toEqual([
        refused("SUSPENSION", start + 5 * DAY),
        refused("SUSPENSION", start + 5 * DAY),
      ]);
      expect(await attempts(start + 5 * DAY)).toEqual(["accepted", "accepted"]);
      await market.penalise(provider.id, "TERMINATION", { from: start });
      expect(await attempts(start + 999 * DAY)).toContainEqual({
        code: "LISTING_UNAVAILABLE",
        reason: "restricted.TERMINATION",
        field: "input.listingId",
      });
    },
  );

  test("Filing the order twice under one name places it once", async () => {
    const listing = await market.listing(await market.provider());
    const mutation = `mutation ($id: ID!) { placeOrder(input: { listingId: $id, clientMutationId: "again" }) { clientMutationId order { id status } } }`;
    const answers = await Promise.all([1, 2].map(() => market.ask(consumer, mutation, { id: listing.id })));
    expect(answers[0]?.data?.placeOrder).toMatchObject({ clientMutationId: "again", order: { status: "PLACED" } });
    expect(answers[1]?.data).toEqual(answers[0]?.data);
  });
});
