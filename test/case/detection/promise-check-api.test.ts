/* oxlint-disable typescript/no-explicit-any -- answers are untyped, as on the wire */
import { Order } from "../../../src/market/orders/order.entity";
import { PromiseVersion } from "../../../src/market/promises/promise-version.entity";
import { newId } from "../../../src/platform/ids";
import { DAY, HOUR } from "../../../src/platform/time";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

const CHECK = `query ($input: PromiseCheckInput!) { promiseCheck(input: $input) {
  result text orders kept share leastOrders days certain owed { amount currency } atStake { amount currency }
  keepable { term value orders share } } }`;

forEachDatabase((kind, further) => {
  let world: World;
  let like: Order;
  beforeAll(async () => {
    world = await startWorld(kind);
    const [first] = await world.db.find(Order, {}, "ORDER BY id LIMIT 1");
    if (!first) throw new Error("the demo has no order");
    like = first;
    // 30 orders of a month ago: 21 were delivered after 40 hours, 8 after 60, one never.
    await past(21, 40);
    await past(8, 60);
    await past(1, null);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const past = (count: number, hours: number | null): Promise<void> =>
    world.db.transact(async (tx) => {
      const placedAt = tx.now - 30 * DAY;
      const deliveredAt = hours === null ? null : placedAt + hours * HOUR;
      const status = hours === null ? ("PLACED" as const) : ("COMPLETED" as const);
      for (let n = 0; n < count; n += 1)
        tx.insert(Order, {
          ...{ ...like, id: newId(Order), status, placedAt, deliveredAt, completedAt: deliveredAt, completeAt: null },
          ...{ priceAmount: 10_000, priceCurrency: "CNY", notReceivedReports: 0 },
        });
    });

  const check = async (input: object, who = "wang.owner"): Promise<any> =>
    (await (await world.as(who)).ok(CHECK, { input })).promiseCheck;
  const refused = async (input: object, who = "wang.owner"): Promise<any> =>
    (await (await world.as(who)).refused(CHECK, { input })).extensions;
  const delivery = (withinHours: number) => ({
    ...{ listingId: like.listingId, kind: "DELIVERY_TIME", terms: { withinHours } },
  });

  test("a member reads the share of the provider's own orders that would have kept the terms, and what the others cost", async () => {
    const found = await check(delivery(48));
    expect(found).toMatchObject({ result: "SELDOM_KEPT", leastOrders: 20, days: 365, certain: true });
    // The demo's own orders are too young to tell.
    expect(found).toMatchObject({ orders: 30, kept: 21, share: 0.7 });
    expect(found.owed).toEqual([{ amount: 10_000, currency: "CNY" }]);
    expect(found.atStake).toEqual([{ amount: 90_000, currency: "CNY" }]);
    expect(found.keepable).toMatchObject({ term: "withinHours", value: 60, orders: 30 });
    expect(found.text).toContain("70%");
    expect(found.text).toContain("60");
    expect(
      await check({ ...delivery(72), listingId: undefined, providerId: like.providerId }, "zhao.staff"),
    ).toMatchObject({ result: "KEEPABLE", orders: 30, kept: 29 });
  });

  test("nothing is published, and the next version of a promise is checked like a new one", async () => {
    const versions = await world.db.find(PromiseVersion, { kind: "DELIVERY_TIME", platformPromise: null });
    const [{ promiseId } = { promiseId: "" }] = versions;
    expect(await check({ promiseId, terms: { withinHours: 48 } })).toMatchObject({ orders: 30, kept: 21 });
    expect(await world.db.find(PromiseVersion, { kind: "DELIVERY_TIME", platformPromise: null })).toHaveLength(
      versions.length,
    );
    expect(await refused({ promiseId, kind: "PRICE", terms: {} })).toMatchObject({
      ...{ code: "BAD_USER_INPUT", field: "input.kind" },
    });
  });

  further("kinds that no record tells of say so", async () => {
    const quality = { kind: "QUALITY", terms: { qualityStandard: "ISO 9001" } };
    const found = await check({ providerId: like.providerId, ...quality });
    expect(found).toMatchObject({ result: "NOT_MEASURED", share: null, orders: 0, owed: [], keepable: null });
  });

  test("it costs the same few statements however many orders there are", async () => {
    const [asked, rows] = [jest.spyOn(world.db, "ask"), jest.spyOn(world.db, "rows")];
    const ofOrders = (): number =>
      [...asked.mock.calls.map(([text]) => text), ...rows.mock.calls.map(([{ text }]) => text)].filter((text) =>
        /FROM (service_order|complaint|order_promise)/.test(text),
      ).length;
    await past(40, 40);
    const answers = { ...delivery(48), kind: "AFTER_SALES", terms: { responseWithinHours: 24 } };
    expect(await check(answers)).toMatchObject({ result: "TOO_FEW" });
    expect(ofOrders()).toBe(2);
    asked.mockRestore();
    rows.mockRestore();
  });

  further(
    "strangers, other providers and the platform's people are refused; so are terms that make no sense",
    async () => {
      const { extensions } = await world.visitor.refused(CHECK, { input: delivery(48) });
      expect(extensions.code).toBe("UNAUTHENTICATED");
      for (const who of ["li.na", "zhou.lead", "sun.audit"])
        expect(await refused(delivery(48), who)).toMatchObject({ code: "FORBIDDEN" });
      const rival = await world.as("tom");
      await rival.do(
        "registerProvider",
        { legalName: "Rival Ltd", licenceNo: "91350100M000100Y43" },
        "{ provider { id } }",
      );
      expect(await refused(delivery(48), "tom")).toMatchObject({ code: "FORBIDDEN", field: "input.listingId" });
      for (const hours of [0, -1, 87_601])
        expect(await refused(delivery(hours))).toMatchObject({ field: "input.terms.withinHours" });
      expect(await refused({ ...delivery(48), terms: {} })).toMatchObject({
        ...{ code: "BAD_USER_INPUT", field: "input.terms.withinHours" },
      });
      expect(await refused({ ...delivery(48), terms: { withinHours: 48, returnDays: 7 } })).toMatchObject({
        field: "input.terms.returnDays",
      });
      expect(await refused({ ...delivery(48), providerId: like.providerId })).toMatchObject({ field: "input" });
      expect(await refused({ listingId: like.listingId, terms: {} })).toMatchObject({ field: "input.kind" });
      expect(await refused({ ...delivery(48), listingId: "lst_unknown" })).toMatchObject({ code: "NOT_FOUND" });
      expect(await refused({ promiseId: like.id, terms: {} })).toMatchObject({ code: "NOT_FOUND" });
    },
  );
});
