import { createAccount } from "../../../src/accounts/account/create-account";
import { Account } from "../../../src/accounts/account/account.entity";
import { Order } from "../../../src/market/orders/order.entity";
import { OrderPromise } from "../../../src/market/orders/order-promise.entity";
import { Notice } from "../../../src/platform/database/notice.entity";
import { PromiseVersion } from "../../../src/market/promises/promise-version.entity";
import { Provider } from "../../../src/market/providers/provider.entity";
import { MarketplaceRecord } from "../../../src/market/intake/marketplace-record.entity";
import { Tx } from "../../../src/platform/database/tx";
import { Refusal } from "../../../src/platform/refusal";
import { eraseAccount } from "../../../src/public/personal-data/erase-account";
import { forEachDatabase } from "../../support/databases";
import { eventually } from "../../support/eventually";
import { startWorld, type Person, type World } from "../../support/world";

const UPSERT = "{ results { index kind externalId outcome id problem { code reason } field } }";
const CNY = (amount: number) => ({ amount, currency: "CNY" });
const at = (time: number): string => new Date(time).toISOString();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

forEachDatabase((kind, further) => {
  let world: World;
  let admin: Person;
  beforeAll(async () => {
    world = await startWorld(kind);
    admin = await world.as("admin");
    for (const name of ["shop", "other-shop"])
      await admin.do("createMarketplaceSource", { name, title: `The ${name}` }, "{ source { id name title } }");
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  interface Result {
    outcome: string;
    id: string;
    problem: { code: string; reason: string } | null;
    field: string | null;
  }
  const send = async (records: object[], source = "shop", who = admin): Promise<Result[]> =>
    (await who.do("upsertMarketplaceRecords", { source, records }, UPSERT)).results;
  const outcomes = (results: Result[]): string[] => results.map(({ outcome, problem }) => problem?.reason ?? outcome);

  /** A provider with its owner, a listing with a promise, and somebody who orders. */
  const market = (name: string, publishedAt: number): object[] => [
    // In this order, nothing that a record names is known yet.
    {
      promise: {
        externalId: `${name}-p`,
        provider: name,
        listing: `${name}-l`,
        kind: "DELIVERY_TIME",
        text: "两天内交付",
        terms: { withinHours: 48 },
        publishedAt: at(publishedAt),
      },
    },
    {
      listing: {
        externalId: `${name}-l`,
        provider: name,
        category: "shop-design",
        title: `${name} 店铺装修`,
        price: CNY(50_000),
      },
    },
    {
      provider: {
        externalId: name,
        legalName: `${name}装修有限公司`,
        licenceNo: `LICENCE${name}`,
        owner: `${name}-owner`,
      },
    },
    { person: { externalId: `${name}-owner`, displayName: "王老板", subject: `sub-${name}-owner` } },
    { person: { externalId: `${name}-buyer`, displayName: "小李", subject: `sub-${name}-buyer` } },
  ];
  const order = (number: string, name: string, placedAt: number, rest: object = {}): object => ({
    order: {
      externalId: number,
      person: `${name}-buyer`,
      listing: `${name}-l`,
      price: CNY(48_000),
      placedAt: at(placedAt),
      ...rest,
    },
  });

  further("a market comes in whatever the order of its records, and coming again changes nothing", async () => {
    const now = world.clock.now();
    const records = [order("A-1", "alpha", now - DAY), ...market("alpha", now - 10 * DAY)];
    const first = await send(records);
    expect(outcomes(first)).toEqual(records.map(() => "CREATED"));
    await world.projected();
    const events = async () =>
      Number((await world.db.query<{ n: number }>("SELECT COUNT(*) AS n FROM event_log"))[0]?.n);
    const before = await events();
    const again = await send([...records].reverse());
    expect(outcomes(again)).toEqual(records.map(() => "UNCHANGED"));
    expect(again.reverse().map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    // What says less says nothing new.
    const known = { person: { externalId: "alpha-buyer", displayName: "小李" } };
    expect(outcomes(await send([known]))).toEqual(["UNCHANGED"]);
    expect(await events()).toBe(before);

    const { order: read } = await admin.ok("query ($id: ID!) { order(id: $id) { id } }", { id: first[0]?.id });
    expect(read).toBeNull();
    const inOtherWords = [{ buyerKind: null }, { buyerKind: "CONSUMER" }];
    for (const rest of inOtherWords)
      expect(outcomes(await send([order("A-1", "alpha", now - DAY, rest)]))).toEqual(["UNCHANGED"]);
    expect(outcomes(await send([order("A-1", "alpha", now - DAY, { buyerKind: "BUSINESS" })]))).toEqual([
      "intake.orderStays",
    ]);
    expect(await events()).toBe(before);
    const chen = await world.as("chen.mod");
    const found = await chen.ok(
      `query ($f: AllOrdersFilter) { orders(first: 5, filter: $f) { nodes {
      id externalNumber title status price { amount } consumer { displayName } provider { legalName status }
      promises { promiseVersion { text } } } } }`,
      { f: { text: "A-1" } },
    );
    expect(found.orders.nodes).toEqual([
      {
        ...{
          id: first[0]?.id,
          externalNumber: "A-1",
          title: "alpha 店铺装修",
          status: "PLACED",
          price: { amount: 48_000 },
        },
        ...{ consumer: { displayName: "小李" }, provider: { legalName: "alpha装修有限公司", status: "ACTIVE" } },
        promises: expect.arrayContaining([{ promiseVersion: { text: "两天内交付" } }]),
      },
    ]);
  });

  test("what the database is too busy to look at is no record's fault: nothing is taken in, and the same is sent again", async () => {
    const prototype = Tx.prototype as unknown as { findOne: (this: Tx, ...given: unknown[]) => Promise<unknown> };
    const { findOne } = prototype;
    const busy = jest.spyOn(prototype, "findOne").mockImplementation(async function (this: Tx, ...given) {
      if (given[0] === Provider) throw new Refusal("OVERLOADED", { reason: "timeBudget", retryAfter: 5 });
      return findOne.apply(this, given);
    });
    const records = market("busy", 1);
    const input = { source: "shop", records };
    const refused = await admin.tryTo("upsertMarketplaceRecords", input);
    busy.mockRestore();
    expect(refused).toMatchObject({ extensions: { code: "OVERLOADED" } });
    expect(outcomes(await send(records))).toEqual(["CREATED", "CREATED", "CREATED", "CREATED", "CREATED"]);
  });

  test("what was promised when the order was placed is frozen, however late it comes", async () => {
    const now = world.clock.now();
    await send(market("beta", now - 10 * DAY));
    const promise = (text: string, publishedAt: number, rest: object = {}) => ({
      promise: {
        externalId: "beta-p",
        provider: "beta",
        listing: "beta-l",
        kind: "DELIVERY_TIME",
        text,
        terms: { withinHours: 24 },
        publishedAt: at(publishedAt),
        ...rest,
      },
    });
    expect(outcomes(await send([promise("一天内交付", now - 4 * DAY)]))).toEqual(["UPDATED"]);
    expect(outcomes(await send([promise("三天内交付", now - 5 * DAY)]))).toEqual(["intake.older"]);
    const placed = await send([
      order("B-0", "beta", now - 11 * DAY),
      order("B-1", "beta", now - 5 * DAY),
      order("B-2", "beta", now - 3 * DAY),
    ]);
    expect(outcomes(await send([promise("一天内交付", now - 4 * DAY, { withdrawnAt: at(now - 2 * DAY) })]))).toEqual([
      "UPDATED",
    ]);
    const after = await send([order("B-3", "beta", now - DAY), order("B-4", "beta", now - 3 * DAY)]);
    const texts = async ({ id }: Result) => {
      const frozen = await world.db.find(OrderPromise, { orderId: id });
      const versions = await world.db.find(PromiseVersion, {
        id: frozen.map(({ promiseVersionId }) => promiseVersionId),
      });
      return versions.flatMap(({ text, platformPromise }) => (platformPromise ? [] : text));
    };
    expect(await Promise.all([...placed, ...after].map(texts))).toEqual([
      [],
      ["两天内交付"],
      ["一天内交付"],
      [],
      ["一天内交付"],
    ]);
  });

  test("an order that comes late is of what its listing described when it was placed", async () => {
    const listing = (description: string) => ({
      listing: {
        ...{ externalId: "xi-l", provider: "xi", category: "shop-design", title: "xi 店铺装修" },
        ...{ price: CNY(50_000), description },
      },
    });
    await send(market("xi", world.clock.now()));
    await send([listing("实木框")]);
    const before = world.clock.now();
    world.clock.advance(HOUR / 60);
    expect(outcomes(await send([listing("贴皮框"), order("XI-1", "xi", before)]))).toEqual(["UPDATED", "CREATED"]);
    // Nor has it to be in the currency of today.
    const dollars = order("XI-0", "xi", before - HOUR, {
      price: { amount: 7_000, currency: "USD" },
      person: "xi-owner",
    });
    expect(outcomes(await send([dollars]))).toEqual(["CREATED"]);
    await send([order("XI-2", "xi", world.clock.now())]);
    const account = await world.db.findOne(Account, { externalSubject: "sub-xi-buyer" });
    const buyer = await world.as(account?.login ?? "");
    const { myOrders } = await buyer.ok("{ myOrders(first: 5) { nodes { externalNumber description } } }");
    expect(myOrders.nodes).toEqual([
      { externalNumber: "XI-2", description: "贴皮框" },
      { externalNumber: "XI-1", description: "实木框" },
    ]);
  });

  test("one person whom two systems send at the same moment comes in once", async () => {
    for (let n = 0; n < 5; n += 1) {
      const person = { externalId: `twice-${n}`, displayName: "小侯", subject: `sub-twice-${n}` };
      const [one, other] = await Promise.all(["shop", "other-shop"].map((source) => send([{ person }], source)));
      expect(other).toMatchObject([{ outcome: "CREATED", id: one?.[0]?.id }]);
    }
  });

  test("the versions of a promise come in whatever their order, and again", async () => {
    const now = world.clock.now();
    await send(market("theta", now - 10 * DAY));
    const version = (hours: number, publishedAt: number) => ({
      promise: {
        ...{ externalId: "theta-p", provider: "theta", listing: "theta-l", kind: "DELIVERY_TIME" },
        ...{ text: `${hours}小时内交付`, terms: { withinHours: hours }, publishedAt: at(publishedAt) },
      },
    });
    const versions = [version(12, now - 2 * DAY), version(36, now - 6 * DAY), version(24, now - 4 * DAY)];
    expect(outcomes(await send(versions))).toEqual(["UPDATED", "UPDATED", "UPDATED"]);
    expect(outcomes(await send(versions))).toEqual(["UNCHANGED", "UNCHANGED", "UNCHANGED"]);
    // Where a source knows the day alone two may have one time.
    const sameDay = [version(10, now - 2 * DAY), version(11, now - 2 * DAY)];
    expect(outcomes(await send(sameDay))).toEqual(["UPDATED", "UPDATED"]);
    expect(outcomes(await send(sameDay))).toEqual(["UNCHANGED", "UNCHANGED"]);
    const kept = await world.db.find(PromiseVersion, { text: versions.map(({ promise }) => promise.text) });
    expect(kept.sort((a, b) => a.version - b.version).map(({ terms }) => terms.withinHours)).toEqual([36, 24, 12]);
    // What nobody has sent before is not put between them, and what no longer holds is not withdrawn as if nothing had been said.
    expect(outcomes(await send([version(30, now - 5 * DAY)]))).toEqual(["intake.older"]);
    const withdrawn = { promise: { ...version(36, now - 6 * DAY).promise, withdrawnAt: at(now - DAY) } };
    expect(outcomes(await send([withdrawn]))).toEqual(["intake.older"]);
  });

  test("of history nobody is told that a time runs which is over, nor that it has run out", async () => {
    const now = world.clock.now();
    await send([...market("eta", now - 90 * DAY), ...["H-1", "H-2"].map((each) => order(each, "eta", now - 80 * DAY))]);
    const delivery = { order: "H-1", deliveredAt: at(now - 60 * DAY) };
    expect(outcomes(await send([{ delivery }]))).toEqual(["UPDATED"]);
    // In the order of their times: completed alone, it would have been delivered no earlier.
    const both = [
      { delivery: { order: "H-2", completedAt: at(now - 9 * DAY) } },
      { delivery: { ...delivery, order: "H-2" } },
    ];
    expect(outcomes(await send(both))).toEqual(["UPDATED", "UPDATED"]);
    await world.later(0);
    await world.projected();
    const done = await world.db.findOne(Order, { externalNumber: "H-1" });
    expect(done).toMatchObject({ status: "COMPLETED", deliveredAt: now - 60 * DAY, completeAt: null });
    expect(await world.db.findOne(Order, { externalNumber: "H-2" })).toMatchObject({
      deliveredAt: now - 60 * DAY,
      completedAt: now - 9 * DAY,
    });
    expect(await world.db.find(Notice, { recipientId: done?.consumerId ?? "" })).toEqual([]);
  });

  test("what became of an order, and what was paid for it", async () => {
    const now = world.clock.now();
    await send([
      ...market("gamma", now - 10 * DAY),
      ...["C-1", "C-2", "C-3"].map((number) => order(number, "gamma", now - 9 * DAY)),
    ]);
    const delivery = (number: string, times: object) => ({ delivery: { order: number, ...times } });
    const payment = (externalId: string, number: string, amount: object) => ({
      payment: { externalId, order: number, amount, paidAt: at(now - 9 * DAY) },
    });
    expect(
      outcomes(
        await send([
          delivery("C-1", { deliveredAt: at(now - 8 * DAY), completedAt: at(now - 7 * DAY) }),
          delivery("C-2", { deliveredAt: at(now - HOUR) }),
          delivery("C-3", { cancelledAt: at(now - 8 * DAY) }),
          payment("pay-1", "C-1", CNY(48_000)),
          payment("pay-2", "C-2", CNY(30_000)),
        ]),
      ),
    ).toEqual(["UPDATED", "UPDATED", "UPDATED", "CREATED", "CREATED"]);
    const [done, delivered, cancelled] = await Promise.all(
      ["C-1", "C-2", "C-3"].map((externalNumber) => world.db.findOne(Order, { externalNumber })),
    );
    expect(done).toMatchObject({
      status: "COMPLETED",
      deliveredAt: now - 8 * DAY,
      completedAt: now - 7 * DAY,
      completeAt: null,
    });
    expect(delivered).toMatchObject({ status: "DELIVERED", deliveredAt: now - HOUR });
    expect(delivered?.completeAt).toBeGreaterThan(now);
    expect(cancelled?.status).toBe("CANCELLED");
    expect(
      outcomes(
        await send([
          delivery("C-3", { deliveredAt: at(now) }),
          delivery("C-1", { deliveredAt: at(now - 10 * DAY) }),
          delivery("C-2", {}),
          payment("pay-3", "C-2", CNY(30_000)),
          payment("pay-5", "C-1", CNY(1)),
          payment("pay-4", "C-2", { amount: 1, currency: "USD" }),
          payment("pay-1", "C-1", CNY(1)),
        ]),
      ),
    ).toEqual([
      "order.status",
      "intake.order",
      "intake.nothingHappened",
      // Part of the price is paid, and so much is not left; of the other all is paid.
      "amount.aboveOrder",
      "payment.orderPaid",
      "intake.currency",
      "intake.paymentStays",
    ]);
    const chen = await world.as("chen.mod");
    const read = await chen.ok(
      "query ($id: ID!) { order(id: $id) { paymentStatus payments { status amount { amount } reference } } }",
      { id: done?.id },
    );
    expect(read.order).toEqual({
      paymentStatus: "PAID",
      payments: [{ status: "CONFIRMED", amount: { amount: 48_000 }, reference: "shop:pay-1" }],
    });
  });

  test("what the marketplace has given back of an order is shown to its parties and staff, and is said once", async () => {
    const now = world.clock.now();
    await send([...market("rho", now - 10 * DAY), order("R-1", "rho", now - 5 * DAY)]);
    const refund = (externalId: string, amount: object, rest: object = {}) => ({
      refund: { externalId, order: "R-1", amount, refundedAt: at(now - HOUR), ...rest },
    });
    const paid = { payment: { externalId: "rp-1", order: "R-1", amount: CNY(48_000), paidAt: at(now - 5 * DAY) } };
    // Before its payment, and in the other order.
    const first = await send([refund("ref-1", CNY(30_000)), paid]);
    expect(outcomes(first)).toEqual(["CREATED", "CREATED"]);
    expect(first[0]?.id).toMatch(/^pay_/);
    expect(
      outcomes(
        await send([
          refund("ref-1", CNY(30_000)),
          refund("ref-1", CNY(30_001)),
          refund("ref-2", CNY(18_001)),
          refund("ref-3", { amount: 1, currency: "USD" }),
          refund("ref-4", CNY(1), { order: "nobody's" }),
          refund("ref-5", CNY(1), { refundedAt: at(now + HOUR) }),
          refund("ref-5", CNY(1), { refundedAt: at(now - 6 * DAY) }),
          refund("ref-6", CNY(18_000)),
        ]),
      ),
    ).toEqual([
      ...["UNCHANGED", "intake.paymentStays", "amount.aboveOrder", "intake.currency"],
      ...["intake.unknown", "intake.future", "intake.order", "CREATED"],
    ]);
    const [{ id } = { id: "" }] = await world.db.find(Order, { externalNumber: "R-1" });
    const asked =
      "query ($id: ID!) { order(id: $id) { paymentStatus payments { reference } refunds { purpose status amount { amount } reference } } }";
    const chen = await world.as("chen.mod");
    const told = { purpose: "ORDER_REFUND", status: "CONFIRMED" };
    expect((await chen.ok(asked, { id })).order).toEqual({
      paymentStatus: "PAID",
      payments: [{ reference: "shop:rp-1" }],
      refunds: [
        { ...told, amount: { amount: 30_000 }, reference: "shop:ref-1" },
        { ...told, amount: { amount: 18_000 }, reference: "shop:ref-6" },
      ],
    });
    expect((await (await world.as("tom")).ok(asked, { id })).order).toBeNull();
  });

  test("a promise sent without the time of its publication can be withdrawn, from when it came in", async () => {
    const now = world.clock.now();
    await send(market("theta", now - 10 * DAY));
    const promise = (rest: object = {}, externalId = "theta-q") => ({
      promise: {
        ...{ externalId, provider: "theta", listing: "theta-l", kind: "DELIVERY_TIME" },
        ...{ text: "一天内交付", terms: { withinHours: 24 }, ...rest },
      },
    });
    expect(outcomes(await send([promise()]))).toEqual(["CREATED"]);
    world.clock.advance(5 * 60_000);
    const before = { withdrawnAt: at(now - HOUR) };
    expect(outcomes(await send([promise(before), promise(before, "theta-r")]))).toEqual([
      "intake.order",
      "intake.order",
    ]);
    expect(outcomes(await send([promise({ withdrawnAt: at(world.clock.now() - 60_000) })]))).toEqual(["UPDATED"]);
  });

  test("of two records of one thing the last counts, also where it says what is known", async () => {
    const now = world.clock.now();
    await send(market("iota", now - 10 * DAY));
    const listing = (title: string) => ({
      listing: { externalId: "iota-l", provider: "iota", category: "shop-design", title, price: CNY(50_000) },
    });
    const titles = async () =>
      (await world.db.query<{ title: string }>("SELECT title FROM listing WHERE title LIKE 'iota %'")).map(
        ({ title }) => title,
      );
    await send([listing("iota one")]);
    expect(outcomes(await send([listing("iota two"), listing("iota one")]))).toEqual(["UPDATED", "UPDATED"]);
    expect(await titles()).toEqual(["iota one"]);
    expect(outcomes(await send([listing("iota one"), listing("iota one")]))).toEqual(["UNCHANGED", "UNCHANGED"]);
  });

  test("payments are known by what their source calls them, to the letter; what people claim is another's", async () => {
    const now = world.clock.now();
    await send([...market("kappa", now - 10 * DAY), order("K-1", "kappa", now - DAY)]);
    const buyer = await world.db.findOne(Account, { externalSubject: "sub-kappa-buyer" });
    const claimed = await world.db.findOne(Order, { externalNumber: "K-1" });
    await (
      await world.as(buyer?.login ?? "")
    ).do(
      "claimOrderPayment",
      { orderId: claimed?.id, amount: 1, channel: "OTHER", reference: "SHOP PAY-K-1" },
      "{ payment { id } }",
    );
    const ids = ["PAY-K-1", "PAY-K1", "pay-k1"];
    const payments = ids.map((externalId) => ({
      payment: { externalId, order: "K-1", amount: CNY(1_000), paidAt: at(now - HOUR) },
    }));
    expect(outcomes(await send(payments))).toEqual(["CREATED", "CREATED", "CREATED"]);
    expect(outcomes(await send(payments))).toEqual(["UNCHANGED", "UNCHANGED", "UNCHANGED"]);
  });

  further("a consumer who arrives with the platform's identity has the order, and can complain", async () => {
    const now = world.clock.now();
    await send([...market("delta", now - 20 * DAY), order("D-1", "delta", now - 12 * DAY)]);
    const account = await world.db.findOne(Account, { externalSubject: "sub-delta-buyer" });
    expect(account).toMatchObject({ displayName: "小李", roles: ["CONSUMER"], passwordHash: null });
    const buyer = await world.as(account?.login ?? "");
    const { myOrders } = await buyer.ok(
      "{ myOrders(first: 5) { nodes { id externalNumber promises { id: digest promiseVersion { id kind } } } } }",
    );
    expect(myOrders.nodes).toHaveLength(1);
    const [mine] = myOrders.nodes;
    const broken = mine.promises.find(
      ({ promiseVersion }: { promiseVersion: { kind: string } }) => promiseVersion.kind === "DELIVERY_TIME",
    );
    const { complaint } = await buyer.do("openComplaint", {
      orderId: mine.id,
      title: "没有按时交付",
      story: "承诺两天内交付，五天过去仍未收到。",
      demandKind: "REFUND_FULL",
      breaches: [{ promiseVersionId: broken.promiseVersion.id, delivered: "没有交付" }],
    });
    expect(complaint.status).toBe("NEGOTIATING");
    // Nobody complains about their own provider: they would answer themselves.
    await send([order("D-2", "delta", now - 12 * DAY, { person: "delta-owner" })]);
    const own = await world.db.findOne(Order, { externalNumber: "D-2" });
    const owner = await world.db.findOne(Account, { externalSubject: "sub-delta-owner" });
    const asked = { title: "没有交付", story: "承诺两天内交付，至今没有收到。", demandKind: "REFUND_FULL" };
    const breaches = [{ promiseVersionId: broken.promiseVersion.id, delivered: "没有交付" }];
    const refused = await (
      await world.as(owner?.login ?? "")
    ).tryTo("openComplaint", {
      ...{ orderId: own?.id, ...asked, breaches },
    });
    expect(refused.extensions).toMatchObject({ code: "CONFLICT_OF_INTEREST", reason: "complaint.ownProvider" });
    // What is contested does not complete by silence, however late its delivery is told.
    expect(outcomes(await send([{ delivery: { order: "D-1", deliveredAt: at(now - 11 * DAY) } }]))).toEqual([
      "UPDATED",
    ]);
    await world.later(0);
    const contested = await world.db.findOne(Order, { externalNumber: "D-1" });
    expect(contested?.status).toBe("DELIVERED");
    expect(contested?.completeAt).toBeGreaterThan(now);
  });

  test("whoever says that nothing came is not talked down by what was sent of it before; a later delivery counts", async () => {
    const now = world.clock.now();
    await send([...market("iota", now - 20 * DAY), order("I-1", "iota", now - 12 * DAY)]);
    const account = await world.db.findOne(Account, { externalSubject: "sub-iota-buyer" });
    const early = { order: "I-1", deliveredAt: at(now - DAY) };
    expect(outcomes(await send([{ delivery: early }]))).toEqual(["UPDATED"]);
    const stored = () => world.db.findOne(Order, { externalNumber: "I-1" });
    await (
      await world.as(account?.login ?? "")
    ).do("reportNotReceived", { orderId: (await stored())?.id }, "{ order { id } }");
    expect(outcomes(await send([{ delivery: { ...early, completedAt: at(now - HOUR) } }]))).toEqual(["UNCHANGED"]);
    expect(await stored()).toMatchObject({ status: "PLACED", deliveredAt: null });
    world.clock.advance(2_000);
    const later = world.clock.now() - 1_000;
    expect(outcomes(await send([{ delivery: { ...early, completedAt: at(later) } }]))).toEqual(["UPDATED"]);
    expect(await stored()).toMatchObject({ status: "COMPLETED", deliveredAt: later, completedAt: later });
  });

  test("whoever had their account deleted is not made again; once they are back by themselves, they are linked", async () => {
    const now = world.clock.now();
    await send(market("lambda", now - 10 * DAY));
    const bought = order("L-0", "lambda", now - DAY);
    await send([bought]);
    const subject = "sub-lambda-buyer";
    const person = (displayName = "小李") => ({ person: { externalId: "lambda-buyer", displayName, subject } });
    const account = await world.db.findOne(Account, { externalSubject: subject });
    await world.db.transact(async (tx) => {
      const locked = await tx.lock(Account, account?.id ?? "");
      if (locked) await eraseAccount(tx, world.server.services.storage, locked);
    });
    const called = async () =>
      (await world.db.find(MarketplaceRecord, { targetId: account?.id ?? "" })).map(({ externalId }) => externalId);
    expect(await called()).toEqual([expect.stringMatching(/^[\w-]{96}$/)]);
    expect(await send([bought])).toMatchObject([{ outcome: "UNCHANGED" }]);
    for (const same of [person(), person(), person("小黎")])
      expect(await send([same])).toMatchObject([{ outcome: "UNCHANGED", id: account?.id }]);
    expect(await world.db.findOne(Account, { externalSubject: subject })).toBeNull();
    expect(outcomes(await send([person(), order("L-1", "lambda", now)]))).toEqual(["UNCHANGED", "intake.unknown"]);
    const given = { login: "outside:lambda", externalSubject: subject, displayName: "李", locale: "zh-CN" as const };
    const back = await world.db.transact((tx) => createAccount(tx, { ...given, roles: ["CONSUMER"] }));
    expect(await send([person(), order("L-1", "lambda", now)])).toMatchObject([
      { outcome: "UPDATED", id: back.id },
      { outcome: "CREATED" },
    ]);
    expect(await world.db.findOne(Order, { externalNumber: "L-1" })).toMatchObject({ consumerId: back.id });
    expect(await called()).toEqual([]);
    expect(await world.db.find(MarketplaceRecord, { targetId: back.id })).toMatchObject([
      { externalId: "lambda-buyer" },
    ]);
    expect(await send([person()])).toMatchObject([{ outcome: "UNCHANGED", id: back.id }]);
  });

  further("a subject that differs by a space alone is somebody else's", async () => {
    const given = { login: "outside:mu", externalSubject: "sub-mu ", displayName: "穆", locale: "zh-CN" as const };
    const other = await world.db.transact((tx) => createAccount(tx, { ...given, roles: ["CONSUMER"] }));
    const person = (rest: object) => ({ person: { externalId: "mu", displayName: "小穆", ...rest } });
    const [none] = await send([person({})]);
    for (const sent of [{ externalId: "mu-2", subject: "sub-mu" }, { subject: "sub-mu" }]) {
      const [taken] = await send([person(sent)]);
      expect(taken?.id).not.toBe(other.id);
      // MariaDB cannot hold both.
      if (kind === "mariadb") expect(outcomes(taken ? [taken] : [])).toEqual(["intake.subjectTaken"]);
    }
    expect(none?.outcome).toBe("CREATED");
  });

  further("who has come to work for the platform keeps the name and the identity they have", async () => {
    const worker = (rest: object) => [{ person: { externalId: "worker", displayName: "小周", ...rest } }];
    const [made] = await send(worker({}));
    const account = () => world.db.byId(Account, made?.id ?? "");
    expect(outcomes(await send(worker({ displayName: "周" })))).toEqual(["UPDATED"]);
    await world.setRoles({ accountId: made?.id ?? "", roles: ["MODERATOR"] });
    const known = await account();
    expect(outcomes(await send(worker({ displayName: "别人", subject: "sub-of-others" })))).toEqual(["UNCHANGED"]);
    expect(await account()).toMatchObject({
      displayName: "周",
      externalSubject: null,
      tokenVersion: known?.tokenVersion,
    });
  });

  test("who becomes staff while their provider comes in does not own it, and nothing of it is here", async () => {
    const [, , provider = {}, owner = {}] = market("nu", 0);
    const [{ id = "" } = {}] = await send([owner]);
    const sent: Promise<Result[]>[] = [];
    const waits = async () =>
      expect(
        await world.db.query(
          "SELECT id FROM information_schema.processlist WHERE info LIKE ? AND info NOT LIKE '%processlist%'",
          [`%FROM account t WHERE t.id = '${id}'%FOR UPDATE%`],
        ),
      ).not.toEqual([]);
    await world.db.transact(async (tx) => {
      const account = await tx.lock(Account, id);
      if (account) tx.change(account, { roles: ["CONSUMER", "MODERATOR"] });
      if (sent.length === 0) sent.push(send([provider]));
      if (kind === "mariadb") await Promise.race([...sent, eventually(waits)]);
    });
    const [results] = await Promise.all(sent);
    expect(outcomes(results ?? [])).toEqual(["provider.staffCannotJoin"]);
    expect(await world.db.find(Provider, { legalName: "nu装修有限公司" })).toEqual([]);
  });

  further("a record that is wrong is refused by itself, and says why", async () => {
    const now = world.clock.now();
    await send(market("epsilon", now - 10 * DAY));
    const wrong: [object, string][] = [
      [{ order: {} }, ""],
      [order("E-2", "epsilon", now + DAY), "intake.future order.placedAt"],
      [
        order("E-4", "epsilon", now, { price: { amount: 5, currency: "XXX" } }),
        "money.unknownCurrency order.price.currency",
      ],
      [order("E-5", "epsilon", now, { listing: "alpha-x" }), "intake.unknown order.listing"],
      [order("", "epsilon", now), "text.empty order.externalId"],
      [order("x".repeat(129), "epsilon", now), "text.tooLong order.externalId"],
      [{}, "intake.oneOf "],
      [{ ...order("E-6", "epsilon", now), delivery: { order: "E-6" } }, "intake.oneOf "],
      [{ person: { externalId: "e-x", displayName: "平台官方客服" } }, "displayName.platform person.displayName"],
      [
        { provider: { externalId: "e-y", legalName: "x", licenceNo: "LICENCEother", owner: "nobody" } },
        "intake.unknown provider.owner",
      ],
      [
        { promise: { externalId: "e-z", provider: "epsilon", kind: "PRICE", text: "x" } },
        "promise.termMissing promise.terms.maxPrice",
      ],
      [
        { listing: { externalId: "epsilon-l", provider: "alpha", category: "shop-design", title: "x", price: CNY(1) } },
        "intake.stays listing.provider",
      ],
    ].slice(1) as [object, string][];
    const good = order("E-1", "epsilon", now);
    const results = await send([...wrong.map(([record]) => record), good]);
    expect(
      results.map(({ problem, field, outcome }) => (problem ? `${problem.reason} ${field ?? ""}` : outcome)),
    ).toEqual([...wrong.map(([, says]) => says), "CREATED"]);
    expect(outcomes(await send([order("E-1", "epsilon", now - HOUR)]))).toEqual(["intake.orderStays"]);
    const { results: said } = await admin.do(
      "upsertMarketplaceRecords",
      { source: "shop", records: [{}] },
      "{ results { problem { message } } }",
    );
    expect(said[0].problem.message).toContain("person, provider, listing, promise, order, delivery, payment, refund");
    const rows = async () =>
      (await world.db.query("SELECT id FROM service_order WHERE external_number LIKE 'E-%'")).length;
    expect(await rows()).toBe(1);
  });

  further("a source knows only its own ids", async () => {
    const now = world.clock.now();
    await send(market("zeta", now - 10 * DAY));
    expect(outcomes(await send([order("Z-1", "zeta", now)], "other-shop"))).toEqual(["intake.unknown"]);
    const linked = await send(market("zeta", now - DAY).slice(2), "other-shop");
    expect(outcomes(linked)).toEqual(["CREATED", "CREATED", "CREATED"]);
    const [same] = await send([market("zeta", 0)[2] ?? {}]);
    expect(linked[0]?.id).toBe(same?.id);
    // It is linked, not owned: the other source does not rename it.
    await send(
      [{ provider: { externalId: "zeta", legalName: "改名", licenceNo: "LICENCEzeta", owner: "zeta-owner" } }],
      "other-shop",
    );
    const { provider } = await admin.ok("query ($id: ID!) { provider(id: $id) { legalName } }", { id: same?.id });
    expect(provider.legalName).toBe("zeta装修有限公司");
    // Nor does anybody once cooperation with it has ended; what says the same as before is no fault.
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE provider SET status = 'TERMINATED' WHERE id = ?", [same?.id ?? ""]),
    );
    const renamed = (legalName: string) =>
      send([{ provider: { externalId: "zeta", legalName, licenceNo: "LICENCEzeta", owner: "zeta-owner" } }]);
    expect(outcomes(await renamed("改名"))).toEqual(["provider.ended"]);
    expect(outcomes(await renamed("zeta装修有限公司"))).toEqual(["UNCHANGED"]);
  });

  test("providers whose licence is not known stay apart, whatever stands in its place", async () => {
    const provider = (externalId: string, legalName: string, licenceNo: string) => ({
      provider: { externalId, legalName, licenceNo, owner: "tea-owner" },
    });
    const results = await send([
      ...market("tea", world.clock.now()).slice(3, 4),
      provider("tea-1", "老实茶馆", "------"),
      provider("tea-2", "老实茶馆", "UNKNOWN"),
      provider("tea-3", "二手车行", "unknown"),
      { listing: { externalId: "tea-l", provider: "tea-3", category: "shop-design", title: "车", price: CNY(1) } },
    ]);
    expect(results.map(({ problem, field, outcome }) => (problem ? `${problem.reason} ${field}` : outcome))).toEqual([
      "CREATED",
      "text.pattern provider.licenceNo",
      "CREATED",
      "provider.licenceHeld provider.licenceNo",
      "intake.unknown listing.provider",
    ]);
    // By its licence and its name it is the same one, also for another system.
    const [, known] = await send(
      [...market("tea", 0).slice(3, 4), provider("e-2", "老实茶馆", "Un-known")],
      "other-shop",
    );
    expect(known?.id).toBe(results[2]?.id);
  });

  further("nobody else may say what the marketplace's records are", async () => {
    for (const login of ["chen.mod", "wang.owner", "li.na"]) {
      const person = await world.as(login);
      expect(await person.tryTo("upsertMarketplaceRecords", { source: "shop", records: [{}] })).toMatchObject({
        extensions: { code: "FORBIDDEN" },
      });
      expect(await person.tryTo("createMarketplaceSource", { name: "mine", title: "x" })).toMatchObject({
        extensions: { code: "FORBIDDEN" },
      });
    }
    expect(await admin.tryTo("upsertMarketplaceRecords", { source: "nowhere", records: [{}] })).toMatchObject({
      extensions: { code: "NOT_FOUND", field: "input.source" },
    });
    expect(await admin.tryTo("createMarketplaceSource", { name: "shop", title: "x" })).toMatchObject({
      extensions: { code: "ALREADY_EXISTS" },
    });
  });
});
