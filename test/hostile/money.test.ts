import { caseIn, openCase, placeOrder, type WorldCase } from "../case/complaints/world-case";
import { forEachDatabase } from "../support/databases";
import { startWorld, type Person, type World } from "../support/world";

const FULL = { kind: "REFUND_FULL", text: "全额退款", withinDays: 7 };
const PRICE = 199_900;
/** Above the house rule's sum, so that it takes two persons. */
const LARGE = 1_000_001;
const DAY_HOURS = 24;

/** Money is nobody's word: played as it was attacked. */
forEachDatabase((kind, further) => {
  let world: World;
  let providerId: string;
  beforeAll(async () => {
    world = await startWorld(kind);
    const { listings } = await world.visitor.ok("{ listings(first: 1) { nodes { provider { id } } } }");
    providerId = listings.nodes[0].provider.id;
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const as = (login: string): Promise<Person> => world.as(login);
  let references = 0;
  const reference = (): string => `ICBC-${kind}-${(references += 1)}`;

  async function claim(amount: number, more: object = {}): Promise<string> {
    const input = { providerId, amount, currency: "CNY", reference: reference(), ...more };
    const { payment } = await (await as("wang.owner")).do("topUpDeposit", input, "{ payment { id status } }");
    expect(payment.status).toBe("CLAIMED");
    return payment.id;
  }
  const confirm = async (paymentId: string, login = "wu.finance") =>
    (await (await as(login)).do("confirmPayment", { paymentId }, "{ payment { status } }")).payment.status;
  const codeOf = async (login: string, mutation: string, input: Record<string, unknown>) =>
    (await (await as(login)).tryTo(mutation, input)).extensions.code;
  const reject = (paymentId: string) => ({ paymentId, reason: "银行流水中没有这笔款项。" });
  async function deposit(): Promise<{ balance: number; owed: number }> {
    const { provider } = await (
      await as("wang.owner")
    ).ok(
      `query ($id: ID!) { provider(id: $id) { deposit { balances { amount currency } owedToConsumers { amount } } } }`,
      { id: providerId },
    );
    const { balances, owedToConsumers } = provider.deposit;
    return {
      balance: balances.find(({ currency }: { currency: string }) => currency === "CNY")?.amount ?? 0,
      owed: owedToConsumers[0]?.amount ?? 0,
    };
  }
  /** All that ever came in: what fell due meanwhile is taken from the deposit at once. */
  async function paidIn(): Promise<number> {
    const [row] = await world.db.query<{ sum: number | null }>(
      "SELECT SUM(amount) AS sum FROM deposit_entry WHERE account = 'DEPOSIT' AND purpose = 'TOP_UP'",
    );
    return row?.sum ?? 0;
  }
  const payoutOf = async (theCase: WorldCase, viewer?: Person) => {
    const fields = "id paidFromDepositAt setAsideAt reportedMissingAt payments { id status reference }";
    const { ruling } = await theCase.look(`ruling { remedies { ${fields} } }`, viewer);
    const [{ payments, ...remedy }] = ruling.remedies;
    return { ...remedy, payout: payments[0] ?? null };
  };
  const both = async (attempts: Promise<{ data: unknown; errors?: { extensions: { code: string } }[] }>[]) =>
    (await Promise.all(attempts)).map(({ errors }) => errors?.[0]?.extensions.code ?? "DONE").sort();
  const send = async (login: string, mutation: string, input: Record<string, unknown>) => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    return (await as(login)).gql(`mutation ($input: ${type}!) { ${mutation}(input: $input) { clientMutationId } }`, {
      input,
    });
  };

  test("C3: a reference typed by the owner pays no consumer and closes no case; confirmed money does, once it is sent", async () => {
    const theCase = await caseIn(world, "ENFORCING", { ruling: { remedies: [FULL] } });
    await theCase.ring("REMEDY_DUE");
    expect(await deposit()).toEqual({ balance: 0, owed: PRICE });

    const lie = await claim(PRICE, { reference: "no such payment" });
    expect(await deposit()).toEqual({ balance: 0, owed: PRICE });
    expect((await theCase.look()).status).toBe("ENFORCING");
    await (await as("wu.finance")).do("rejectPayment", reject(lie), "{ payment { status } }");
    expect(await deposit()).toEqual({ balance: 0, owed: PRICE });
    expect(await payoutOf(theCase)).toMatchObject({ setAsideAt: null, payout: null });

    expect(await confirm(await claim(PRICE))).toBe("CONFIRMED");
    // The provider has paid; the consumer has nothing yet, and the case is not over.
    expect(await deposit()).toEqual({ balance: 0, owed: 0 });
    expect((await theCase.look()).status).toBe("ENFORCING");
    const { id: remedyId, payout } = await payoutOf(theCase);
    expect(payout).toMatchObject({ status: "CLAIMED", reference: null });
    const ofCase = { complaintId: theCase.id, remedyId };
    expect(await codeOf("wang.owner", "fileRemedyProof", { ...ofCase, text: "从保证金支付" })).toBe(
      "NOT_IN_THIS_STATE",
    );
    expect(await codeOf("li.na", "waiveRemedy", ofCase)).toBe("NOT_IN_THIS_STATE");
    expect(await codeOf("li.na", "confirmRemedy", ofCase)).toBe("NOT_IN_THIS_STATE");
    expect(await codeOf("wu.finance", "rejectPayment", reject(payout.id))).toBe("NOT_IN_THIS_STATE");

    const sent = reference();
    await (await as("wu.finance")).do("confirmPayout", { paymentId: payout.id, reference: sent }, "{ payment { id } }");
    expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "REMEDIED" });
    // She is told how much, and how she finds it.
    const { inbox } = await (await as("li.na")).ok("{ inbox { notices(first: 20) { nodes { type text } } } }");
    const told = inbox.notices.nodes.find(({ type }: { type: string }) => type === "REMEDY_PAID_FROM_DEPOSIT");
    expect(told.text).toMatch(/1,999\.00/);
    expect(told.text).toContain(sent);

    // It never came, she says; and finance must answer.
    const report = { ...ofCase, text: "银行流水中没有这笔款项。" };
    await (await as("li.na")).do("reportCompensationMissing", report);
    expect(await codeOf("li.na", "reportCompensationMissing", report)).toBe("NOT_IN_THIS_STATE");
    const finance = await as("xu.finance");
    const { payments } = await finance.ok("{ payments(status: DISPUTED, first: 10) { nodes { id } } }");
    expect(payments.nodes).toEqual([{ id: payout.id }]);
    const again = { paymentId: payout.id, reference: reference() };
    expect(await codeOf("xu.finance", "confirmPayout", again)).toBe("BAD_USER_INPUT");
    await finance.do("confirmPayout", { ...again, reason: "账号有误,已重新汇款。" }, "{ payment { status } }");
    expect(await payoutOf(theCase)).toMatchObject({
      reportedMissingAt: null,
      payout: { status: "CONFIRMED", reference: again.reference },
    });
    await world.later(31 * DAY_HOURS);
    expect(await codeOf("li.na", "reportCompensationMissing", report)).toBe("NOT_IN_THIS_STATE");
  });

  further(
    "a fine is not paid by a promise; and one whose money comes when it is paid already goes into the deposit",
    async () => {
      const FINE = { kind: "FINE", amount: 30_000, reason: "消费者多次催促未果。" };
      const theCase = await caseIn(world, "ENFORCING", { ruling: { penalties: [FINE] } });
      const fine = async () =>
        (await theCase.look("ruling { penalties { id status fine { status } } }", await as("wang.owner"))).ruling
          .penalties[0];
      const { id: penaltyId } = await fine();
      const pay = async () => {
        const input = { penaltyId, from: "TRANSFER", reference: reference() };
        return (await (await as("wang.owner")).do("payFine", input, "{ payment { id } }")).payment.id;
      };
      const [first, second] = [await pay(), await pay()];
      expect(await fine()).toMatchObject({ status: "ACTIVE", fine: { status: "DUE" } });
      const { balance } = await deposit();
      await confirm(first);
      expect(await fine()).toMatchObject({ status: "EXPIRED", fine: { status: "PAID" } });
      await confirm(second);
      expect((await deposit()).balance).toBe(balance + 30_000);
    },
  );

  test("one payment is claimed once, whatever its spelling, and also by two at the same moment", async () => {
    await claim(100, { reference: "ＷＸ-2026 0001" });
    const spelled = { providerId, amount: 100, currency: "CNY", reference: "wx20260001" };
    expect(await codeOf("wang.owner", "topUpDeposit", spelled)).toBe("ALREADY_EXISTS");
    // The same number is another payment elsewhere.
    await claim(100, { reference: "wx20260001", channel: "ALIPAY" });
    expect(await codeOf("wang.owner", "topUpDeposit", { ...spelled, reference: "---" })).toBe("BAD_USER_INPUT");
    const order = await placeOrder(world);
    const same = { channel: "WECHAT_PAY", reference: reference() };
    const attempts = [
      send("wang.owner", "topUpDeposit", { providerId, amount: 100, currency: "CNY", ...same }),
      send("li.na", "claimOrderPayment", { orderId: order.id, ...same }),
    ];
    expect(await both(attempts)).toEqual(["ALREADY_EXISTS", "DONE"]);
  });

  test("a reference that was claimed by who did not pay is free again once that is rejected", async () => {
    const taken = reference();
    const squatted = await claim(100, { reference: taken });
    await (await as("wu.finance")).do("rejectPayment", reject(squatted), "{ payment { status } }");
    await claim(100, { reference: taken });
  });

  test.each([
    ["more than a thousand milliards", { amount: 1_000_000_000_001 }],
    ["2^53", { amount: 2 ** 53 }],
    ["nothing", { amount: 0 }],
    ["less than nothing", { amount: -1 }],
    ["a part of a yen", { amount: 100.5, currency: "JPY" }],
    ["words", { amount: "NaN" }],
    ["null", { amount: null }],
    ["no currency", { currency: null }],
    ["a currency that does not exist", { currency: "ZZZ" }],
    ["no currency at all", { currency: "XXX" }],
    ["gold", { currency: "XAU" }],
    ["a fund's code", { currency: "CLF" }],
    ["small letters", { currency: "cny" }],
    ["a name of all objects", { currency: "constructor" }],
  ])("%s is no money", async (_, wrong) => {
    const { balance } = await deposit();
    const money = { amount: 100, currency: "CNY", ...wrong };
    const owner = await as("wang.owner");
    const topUp = await owner.tryTo("topUpDeposit", { providerId, reference: reference(), ...money });
    expect(["BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"]).toContain(topUp.extensions.code);
    // Nothing costs nothing: that is a price.
    if (money.amount !== 0) {
      const listing = { providerId, category: "shop-design", title: "海报", price: money };
      const priced = await owner.tryTo("createListing", listing);
      expect(["BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"]).toContain(priced.extensions.code);
    }
    expect((await deposit()).balance).toBe(balance);
  });

  further("NaN as a literal, and too much in a complaint, an offer, a fine and a price range", async () => {
    const owner = await as("wang.owner");
    const document = `mutation { topUpDeposit(input: { providerId: "${providerId}", amount: NaN, currency: "CNY", reference: "x1" }) { clientMutationId } }`;
    expect((await owner.refused(document)).extensions.code).toBe("BAD_USER_INPUT");
    const theCase = await openCase(world);
    const HUGE = 1_000_000_000_001;
    const offer = { complaintId: theCase.id, kind: "REFUND_PART", amount: HUGE, text: "退款" };
    expect(await owner.tryTo("makeOffer", offer)).toMatchObject({
      extensions: { code: "BAD_USER_INPUT", field: "input.amount" },
    });
    const order = await placeOrder(world);
    const complaint = {
      ...{ orderId: order.id, title: "迟交", story: "五天后才交付。", demandKind: "REFUND_PART", demandAmount: HUGE },
      breaches: [{ promiseVersionId: order.promiseVersionIds[0], expected: "两天", delivered: "五天", amount: HUGE }],
    };
    expect(await codeOf("li.na", "openComplaint", complaint)).toBe("BAD_USER_INPUT");
    const judged = await caseIn(world, "UNDER_REVIEW");
    const fined = await judged.ruling({ penalties: [{ kind: "FINE", amount: HUGE, reason: "处理措施" }] });
    const issue = { complaintId: judged.id, leaseToken: await judged.take(), ...fined };
    expect(await codeOf("chen.mod", "issueRuling", issue)).toBe("BAD_USER_INPUT");
    const range = '{ listings(filter: { price: { currency: "ZZZ", to: 1 } }) { nodes { id } } }';
    expect((await world.visitor.refused(range)).extensions.code).toBe("BAD_USER_INPUT");
  });

  test("what is settled stays settled: confirmed twice, at once, after its rejection, rejected after its confirmation", async () => {
    const confirmed = await claim(500);
    await confirm(confirmed);
    const { balance } = await deposit();
    expect(await codeOf("xu.finance", "confirmPayment", { paymentId: confirmed })).toBe("NOT_IN_THIS_STATE");
    expect(await codeOf("xu.finance", "rejectPayment", reject(confirmed))).toBe("NOT_IN_THIS_STATE");
    const rejected = await claim(500);
    await (await as("wu.finance")).do("rejectPayment", reject(rejected), "{ payment { status } }");
    expect(await codeOf("xu.finance", "confirmPayment", { paymentId: rejected })).toBe("NOT_IN_THIS_STATE");
    expect((await deposit()).balance).toBe(balance);

    const raced = await claim(500);
    const twice = ["wu.finance", "xu.finance"].map((login) => send(login, "confirmPayment", { paymentId: raced }));
    expect(await both(twice)).toEqual(["DONE", "NOT_IN_THIS_STATE"]);
    const torn = await claim(500);
    const apart = [
      send("wu.finance", "confirmPayment", { paymentId: torn }),
      send("xu.finance", "rejectPayment", reject(torn)),
    ];
    expect(await both(apart)).toEqual(["DONE", "NOT_IN_THIS_STATE"]);
    expect([500, 1_000]).toContain((await deposit()).balance - balance);
  });

  test("a large sum takes two persons, and one person twice is one", async () => {
    const paymentId = await claim(LARGE);
    const before = await paidIn();
    expect(await confirm(paymentId)).toBe("CLAIMED");
    expect(await paidIn()).toBe(before);
    expect(await codeOf("wu.finance", "confirmPayment", { paymentId })).toBe("SECOND_APPROVER_REQUIRED");
    expect(await codeOf("xu.finance", "confirmPayment", { paymentId, expectedVersion: 1 })).toBe("STALE_VERSION");
    expect(await confirm(paymentId, "xu.finance")).toBe("CONFIRMED");
    expect(await paidIn()).toBe(before + LARGE);
    // Two at the same moment are two persons, too: the sum counts once.
    const raced = await claim(LARGE);
    await Promise.all(["wu.finance", "xu.finance"].map((login) => send(login, "confirmPayment", { paymentId: raced })));
    expect(await paidIn()).toBe(before + 2 * LARGE);
  });

  further("nobody confirms what they claimed themselves, nor what is theirs", async () => {
    const order = await placeOrder(world, "tom");
    const claimed = (login: string) =>
      as(login).then((person) =>
        person.do("claimOrderPayment", { orderId: order.id, reference: reference() }, "{ payment { id } }"),
      );
    const { payment: own } = await claimed("tom");
    const { payment: sellers } = await claimed("zhao.staff");
    const { accountId } = await as("tom");
    const setRoles = (roles: string[]) => world.setRoles({ accountId, roles });
    await setRoles(["CONSUMER", "FINANCE"]);
    expect(await codeOf("tom", "confirmPayment", { paymentId: own.id })).toBe("CONFLICT_OF_INTEREST");
    expect(await codeOf("tom", "confirmPayment", { paymentId: sellers.id })).toBe("CONFLICT_OF_INTEREST");
    expect(await codeOf("tom", "rejectPayment", reject(sellers.id))).toBe("CONFLICT_OF_INTEREST");
    await setRoles(["CONSUMER"]);
    // Confirmed by another, the order is paid: and not twice.
    const statusOf = async () =>
      (await (await as("tom")).ok(`query ($id: ID!) { order(id: $id) { paymentStatus } }`, { id: order.id })).order
        .paymentStatus;
    expect(await statusOf()).toBe("CLAIMED");
    await confirm(own.id);
    expect(await statusOf()).toBe("PAID");
    expect(await codeOf("wu.finance", "confirmPayment", { paymentId: sellers.id })).toBe("NOT_IN_THIS_STATE");
    const more = { orderId: order.id, reference: reference() };
    expect(await codeOf("tom", "claimOrderPayment", more)).toBe("NOT_IN_THIS_STATE");
    const others = await placeOrder(world, "li.na");
    expect(await codeOf("tom", "claimOrderPayment", { ...more, orderId: others.id })).toBe("NOT_FOUND");
    expect(await codeOf("li.na", "claimOrderPayment", { ...more, orderId: others.id, amount: PRICE + 1 })).toBe(
      "BAD_USER_INPUT",
    );
  });

  further("finance takes no side, and sees money only", async () => {
    const member = { providerId, login: "wu.finance", role: "STAFF" };
    const invited = await (await as("wang.owner")).do("inviteProviderMember", member, "{ invitation { id } }");
    const invitationId = invited.invitation.id;
    expect(await codeOf("wu.finance", "acceptProviderInvitation", { invitationId })).toBe("CONFLICT_OF_INTEREST");
    const { accountId } = await as("zhao.staff");
    const roles = { accountId, roles: ["FINANCE"] };
    expect(await codeOf("admin", "setAccountRoles", roles)).toBe("CONFLICT_OF_INTEREST");
    const theCase = await openCase(world);
    const look = await (
      await as("wu.finance")
    ).gql("query ($id: ID!) { complaint(id: $id) { id } }", { id: theCase.id });
    expect(look.data?.complaint ?? null).toBeNull();
    for (const login of ["wang.owner", "li.na", "chen.mod", "zhou.lead", "admin"])
      expect((await (await as(login)).refused("{ payments { nodes { id } } }")).extensions.code).toBe("FORBIDDEN");
    expect((await world.visitor.refused("{ payments { nodes { id } } }")).extensions.code).toBe("UNAUTHENTICATED");
  });

  further("nobody fills finance's list", async () => {
    const order = await placeOrder(world);
    const lina = await as("li.na");
    const codes: (string | undefined)[] = [];
    while (codes.length < 25 && codes.at(-1) !== "LIMIT_REACHED") {
      const input = { orderId: order.id, amount: 1, reference: reference() };
      const { errors } = await lina.gql(
        `mutation ($input: ClaimOrderPaymentInput!) { claimOrderPayment(input: $input) { clientMutationId } }`,
        { input },
      );
      codes.push(errors?.[0]?.extensions.code);
    }
    expect(codes.at(-1)).toBe("LIMIT_REACHED");
    expect(codes.length).toBeGreaterThan(10);
  });
});
