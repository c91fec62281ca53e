import { InterimMeasure } from "../../../src/adjudication/interim/interim-measure.entity";
import { Payment } from "../../../src/adjudication/payments/payment.entity";
import { Remedy } from "../../../src/adjudication/remedies/remedy.entity";
import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { readOrderMoney } from "../../../src/case/complaints/order-money.queries";
import { LoggedEvent } from "../../../src/platform/database/event.entity";
import { DAY } from "../../../src/platform/time";
import { payInOver, payOutOver, reference } from "../../adjudication/payments/paid-in";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { checkInvariants } from "../complaints/invariants";
import { APOLOGY, openCase, opening, WorldCase } from "../complaints/world-case";
import { SITUATIONS } from "../complaints/situations";
import { submit } from "../evidence/evidence-case";
import { CHAT } from "../evidence/samples";

const PRICE = 199_900;
const AGREED = 30_000;
const PEOPLE = { consumer: "li.na", provider: "wang.owner", moderator: "chen.mod" };
const AGAIN = { kind: "REPERFORM", amount: undefined, text: "重新交付海报" };

/** What the sides agreed is kept, or paid: without a trial, and whatever either of them says. */
forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld(kind);
  });
  afterEach(async () => {
    await checkInvariants(world);
    await world?.[Symbol.asyncDispose]();
  });

  const agree = async (theCase: WorldCase, offer: Record<string, unknown> = {}): Promise<WorldCase> => {
    await theCase.do("li.na", "acceptOffer", { offerId: await theCase.offer("wang.owner", offer) });
    return theCase;
  };
  const agreed = async (offer: Record<string, unknown> = {}): Promise<WorldCase> => agree(await openCase(world), offer);
  const providerOf = async (theCase: WorldCase): Promise<string> => (await theCase.look("provider { id }")).provider.id;
  const payIn = async (theCase: WorldCase, amount: number): Promise<unknown> =>
    payInOver(world, await world.as("wang.owner"), await providerOf(theCase), amount);
  const prove = (theCase: WorldCase, named: Record<string, unknown> = {}): Promise<unknown> =>
    theCase.do("wang.owner", "fileSettlementProof", { text: "已退款", ...named });
  const refundOf = async (theCase: WorldCase): Promise<string> => {
    const [payment] = await world.db.find(Payment, { complaintId: theCase.id, purpose: "REFUND" }, "ORDER BY id DESC");
    return payment?.id ?? "";
  };
  const finance = async (mutation: "confirmPayment" | "rejectPayment", theCase: WorldCase): Promise<unknown> =>
    (await world.as("wu.finance")).do(
      mutation,
      {
        paymentId: await refundOf(theCase),
        ...(mutation === "rejectPayment" ? { reason: "银行流水中没有这笔款项。" } : {}),
      },
      "{ payment { status } }",
    );
  const upload = async (theCase: WorldCase): Promise<string> =>
    submit(await theCase.provider, theCase.id, CHAT, {
      kind: "CHAT_LOG",
      fileName: "chat.txt",
      mediaType: "text/plain",
    });
  const remedyOf = async (theCase: WorldCase): Promise<string> =>
    (await theCase.look("settlement { remedy { id } }")).settlement.remedy.id;
  const noticeOf = async (login: string, theCase: WorldCase, type: string): Promise<string | undefined> => {
    const { inbox } = await (
      await world.as(login)
    ).ok(`{ inbox { notices(first: 50) { nodes { type text complaint { id } } } } }`);
    return inbox.notices.nodes.find(
      (notice: { type: string; complaint: { id: string } | null }) =>
        notice.type === type && notice.complaint?.id === theCase.id,
    )?.text;
  };

  test("from a settlement that is not kept to money: on the day it was due, without a moderator, a ruling or a trial", async () => {
    const theCase = await agreed({ settleWithinDays: 3 });
    await payIn(theCase, AGREED);
    const agreedAt = world.clock.now();
    for (let hours = 0; hours <= 72; hours += 6) await world.later(6);
    expect(
      await theCase.look(
        "ruling { id } compensation { id } settlement { defaultedAt remedy { kind setAsideAt insteadAmount { amount } } }",
      ),
    ).toMatchObject({
      status: "ENFORCING",
      ruling: null,
      compensation: null,
      settlement: {
        defaultedAt: expect.any(String),
        remedy: { kind: "REFUND_PART", setAsideAt: expect.any(String), insteadAmount: { amount: AGREED } },
      },
    });
    await payOutOver(world, theCase.id);
    expect(await theCase.look("settlement { confirmedAt remedy { paidFromDepositAt } }")).toMatchObject({
      status: "CLOSED",
      closureReason: "SETTLED",
      settlement: { confirmedAt: null, remedy: { paidFromDepositAt: expect.any(String) } },
    });
    expect((world.clock.now() - agreedAt) / DAY).toBeLessThan(3.5);
    const events = await world.db.find(LoggedEvent, { streamId: theCase.id }, "ORDER BY id");
    expect(events.filter(({ actorRole }) => actorRole === "MODERATOR")).toEqual([]);
    expect(events.map(({ type }) => type).slice(-4)).toEqual([
      "SETTLEMENT_OWED",
      "COMPENSATION_SET_ASIDE",
      "REMEDY_PAID_FROM_DEPOSIT",
      "COMPLAINT_SETTLED",
    ]);
  });

  test("whoever concedes and does nothing puts off the decision once: then it takes the consumer's consent", async () => {
    const theCase = await openCase(world, { opening: { demandKind: "REPERFORM" } });
    await theCase.do("wang.owner", "concede");
    await theCase.ring("SETTLEMENT_DUE");
    expect(await theCase.look("presumedBroken")).toMatchObject({ status: "SUBMITTED", presumedBroken: true });
    expect(await theCase.refusal("wang.owner", "concede")).toMatchObject({
      code: "NOT_IN_THIS_STATE",
      reason: "guard.CONCEDED_IN_VAIN.forbidden",
    });
    await theCase.do("li.na", "acceptOffer", { offerId: await theCase.offer("wang.owner", AGAIN) });
    expect(await theCase.look()).toMatchObject({ status: "SETTLING" });
  });

  test("both sides read what is owed, and that no ruling is needed", async () => {
    const theCase = await agreed();
    await theCase.ring("SETTLEMENT_DUE");
    for (const login of ["li.na", "wang.owner"])
      expect(await noticeOf(login, theCase, "SETTLEMENT_OWED")).toMatch(/300.*(无须平台处理决定|without a ruling)/);
  });

  test("the deposit pays as far as it goes, the rest when it grows; meanwhile the provider may still prove that it paid", async () => {
    const theCase = await agreed();
    await payIn(theCase, 10_000);
    await theCase.ring("SETTLEMENT_DUE");
    expect(await theCase.look("settlement { remedy { setAsideAt setAsideAmount { amount } } }")).toMatchObject({
      status: "ENFORCING",
      settlement: { remedy: { setAsideAt: null, setAsideAmount: { amount: 10_000 } } },
    });
    await payOutOver(world, theCase.id);
    await theCase.do("wang.owner", "fileRemedyProof", {
      remedyId: await remedyOf(theCase),
      text: "余款已转账",
      refundReference: reference(),
    });
    await finance("confirmPayment", theCase);
    expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "SETTLED" });
    const other = await agreed();
    await other.ring("SETTLEMENT_DUE");
    await payIn(other, AGREED + 5);
    await payOutOver(world, other.id);
    expect(await other.look()).toMatchObject({ status: "CLOSED", closureReason: "SETTLED" });
    const { provider } = await other.look(
      "provider { deposit { balances { amount } owedToConsumers { amount } } }",
      await world.as("wang.owner"),
    );
    expect(provider.deposit).toEqual({ balances: [{ amount: 5 }], owedToConsumers: [] });
  });

  further(
    "silence settles only what finance has found; a proof in words leaves 48 hours for one that can be verified, then the deposit pays",
    async () => {
      const found = await agreed();
      await prove(found, { refundReference: reference() });
      await finance("confirmPayment", found);
      expect(await found.look("settlement { confirmedAt remedy { verifiedAt confirmedAt } }")).toMatchObject({
        status: "CLOSED",
        closureReason: "SETTLED",
        settlement: { confirmedAt: expect.any(String), remedy: { verifiedAt: expect.any(String), confirmedAt: null } },
      });
      const words = await agreed();
      await payIn(words, AGREED);
      await prove(words);
      await words.ring("SETTLEMENT_OBJECTION");
      expect(await words.look("settlement { confirmedAt remedy { verificationRequestedAt } }")).toMatchObject({
        status: "ENFORCING",
        settlement: { confirmedAt: null, remedy: { verificationRequestedAt: expect.any(String) } },
      });
      const [doubted] = await world.db.find(Remedy, { complaintId: words.id });
      expect((doubted?.dueAt ?? 0) - (doubted?.verificationRequestedAt ?? 0)).toBe(2 * DAY);
      expect(
        await words.refusal("wang.owner", "fileRemedyProof", { remedyId: await remedyOf(words), text: "真的退了" }),
      ).toMatchObject({ code: "BAD_USER_INPUT", field: "input.evidenceIds" });
      await words.ring("REMEDY_DUE");
      await payOutOver(world, words.id);
      expect(await words.look("settlement { defaultedAt }")).toMatchObject({
        closureReason: "SETTLED",
        settlement: { defaultedAt: expect.any(String) },
      });
    },
  );

  test("contested, the proof that names evidence is checked, that in words is proved again; the consumer may contest only once", async () => {
    const shown = await agreed();
    await prove(shown, { evidenceIds: [await upload(shown)] });
    await shown.do("li.na", "contestSettlement", { reason: "没有收到。" });
    expect(await shown.look("settlement { contestReason remedy { checkSince contestReason } }")).toMatchObject({
      status: "ENFORCING",
      settlement: {
        contestReason: "没有收到。",
        remedy: { checkSince: expect.any(String), contestReason: "没有收到。" },
      },
    });
    expect(await shown.refusal("li.na", "contestSettlement", { reason: "再说一次。" })).toMatchObject({
      code: "NOT_IN_THIS_STATE",
    });
    const check = { performed: true, reason: "转账凭证与金额、收款人均相符。" };
    await shown.do("chen.mod", "checkRemedy", { remedyId: await remedyOf(shown), ...check });
    expect(await shown.look()).toMatchObject({ status: "CLOSED", closureReason: "SETTLED" });
    const words = await agreed();
    await payIn(words, AGREED);
    await prove(words);
    await words.do("li.na", "contestSettlement", { reason: "没有收到。" });
    await words.ring("REMEDY_DUE");
    await payOutOver(world, words.id);
    expect(await words.look("ruling { id } settlement { contestedAt }")).toMatchObject({
      closureReason: "SETTLED",
      ruling: null,
      settlement: { contestedAt: expect.any(String) },
    });
    expect(await words.refusal("li.na", "contestSettlement", { reason: "再说一次。" })).toMatchObject({
      code: "NOT_IN_THIS_STATE",
    });
  });

  test("a payment that finance does not find is none: while there is time another proof may come, after that the deposit pays", async () => {
    const theCase = await agreed();
    await prove(theCase, { refundReference: reference() });
    await finance("rejectPayment", theCase);
    expect(await theCase.look("settlement { remedy { proofFiledAt defaultedAt } }")).toMatchObject({
      status: "ENFORCING",
      settlement: { remedy: { proofFiledAt: null, defaultedAt: null } },
    });
    await payIn(theCase, AGREED);
    await theCase.ring("REMEDY_DUE");
    await payOutOver(world, theCase.id);
    expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "SETTLED" });
    const late = await agreed();
    await prove(late, { refundReference: reference() });
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE remedy SET due_at = ? WHERE complaint_id = ?", [tx.now - 1, late.id]),
    );
    await finance("rejectPayment", late);
    expect(await late.look("presumedBroken settlement { defaultedAt remedy { defaultedAt } }")).toMatchObject({
      status: "ENFORCING",
      presumedBroken: true,
      settlement: { defaultedAt: expect.any(String), remedy: { defaultedAt: expect.any(String) } },
    });
  });

  further(
    "where no money is owed, a default goes to the platform, and silence settles; nothing can be claimed to be paid",
    async () => {
      const broken = await agreed(APOLOGY.offer);
      await broken.ring("SETTLEMENT_DUE");
      expect(await broken.look("presumedBroken settlement { remedy { id } }")).toMatchObject({
        status: "SUBMITTED",
        presumedBroken: true,
        settlement: { remedy: null },
      });
      const silent = await agreed(APOLOGY.offer);
      expect(
        await silent.refusal("wang.owner", "fileSettlementProof", { text: "已道歉", refundReference: reference() }),
      ).toMatchObject({ code: "BAD_USER_INPUT", field: "input.text" });
      await prove(silent);
      await silent.ring("SETTLEMENT_OBJECTION");
      expect(await silent.look()).toMatchObject({ status: "CLOSED", closureReason: "SETTLED" });
      await silent.do("li.na", "reopenComplaint", { reason: "从未收到道歉。" });
      const contested = await agreed(APOLOGY.offer);
      await prove(contested);
      await contested.do("li.na", "contestSettlement", { reason: "没有道歉。" });
      expect(await contested.look("presumedBroken")).toMatchObject({ status: "SUBMITTED", presumedBroken: true });
    },
  );

  further("what is no money is worth what the sides said: that is owed when it is not done", async () => {
    const theCase = await agreed({ ...AGAIN, insteadAmount: 60_000 });
    expect(await theCase.look("settlement { offer { insteadAmount { amount } } }")).toMatchObject({
      settlement: { offer: { insteadAmount: { amount: 60_000 } } },
    });
    await theCase.ring("SETTLEMENT_DUE");
    expect(await theCase.look("settlement { remedy { kind insteadAmount { amount } } }")).toMatchObject({
      status: "ENFORCING",
      settlement: { remedy: { kind: "REPERFORM", insteadAmount: { amount: 60_000 } } },
    });
    const another = await openCase(world);
    expect(await another.refusal("wang.owner", "makeOffer", { ...AGAIN, insteadAmount: PRICE + 1 })).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.insteadAmount",
    });
    expect(
      await another.refusal("wang.owner", "makeOffer", {
        ...{ kind: "REFUND_PART", amount: 5, text: "退款" },
        insteadAmount: 5,
      }),
    ).toMatchObject({ code: "BAD_USER_INPUT", field: "input.insteadAmount" });
  });

  further(
    "over all cases of the order never more than was paid for it: agreed, owed, and paid from the deposit",
    async () => {
      const first = await openCase(world, { opening: { breachClass: "ORDINARY" } });
      const { order } = await (
        await world.as("li.na")
      ).ok(`query ($id: ID!) { order(id: $id) { promises { promiseVersion { id platformPromise } } } }`, {
        id: first.orderId,
      });
      const versions = order.promises
        .filter(
          ({ promiseVersion }: { promiseVersion: { platformPromise: string | null } }) =>
            !promiseVersion.platformPromise,
        )
        .map(({ promiseVersion }: { promiseVersion: { id: string } }) => promiseVersion.id);
      const { breaches } = await first.look("breaches { promiseVersion { id } }");
      const other = versions.find((id: string) => id !== breaches[0].promiseVersion.id);
      const { complaint } = await (
        await world.as("li.na")
      ).do("openComplaint", opening({ id: first.orderId, promiseVersionIds: [other] }));
      const second = new WorldCase(world, complaint.id, first.orderId, PEOPLE, {});
      const givenBeside = async (): Promise<number> => {
        const own = (await world.db.byId(Complaint, second.id)) as Complaint;
        return (await readOrderMoney(world.db, own, world.clock.now())).given;
      };
      const rest = PRICE - 150_000;
      const tooMuch = async () =>
        second.refusal("wang.owner", "makeOffer", { kind: "REFUND_PART", amount: rest + 1, text: "退款" });
      await agree(first, { ...AGAIN, insteadAmount: 150_000 });
      expect([await givenBeside(), (await tooMuch()).code]).toEqual([150_000, "BAD_USER_INPUT"]);
      await first.do("wang.owner", "fileSettlementProof", { text: "已重新交付" });
      expect([await givenBeside(), (await tooMuch()).code]).toEqual([150_000, "BAD_USER_INPUT"]);
      await first.ring("SETTLEMENT_OBJECTION");
      await first.ring("REMEDY_DUE");
      expect([await givenBeside(), (await tooMuch()).code]).toEqual([150_000, "BAD_USER_INPUT"]);
      await payIn(first, 150_000);
      await payOutOver(world, first.id);
      expect(await first.look()).toMatchObject({ closureReason: "SETTLED" });
      expect([await givenBeside(), (await tooMuch()).code]).toEqual([150_000, "BAD_USER_INPUT"]);
    },
  );

  test("in a grave case orders stay paused while what was agreed is enforced, until the case is over", async () => {
    const theCase = await SITUATIONS["SETTLING, grave, orders are paused"]?.(world);
    if (!theCase) throw new Error("no such situation");
    const pauses = async (): Promise<string[]> =>
      (await world.db.find(InterimMeasure, { complaintId: theCase.id })).map(({ status }) => status);
    await theCase.ring("SETTLEMENT_DUE");
    expect([(await theCase.look()).status, await pauses()]).toEqual(["ENFORCING", ["ACTING"]]);
    await checkInvariants(world);
    await payIn(theCase, PRICE);
    await payOutOver(world, theCase.id);
    expect([(await theCase.look()).closureReason, await pauses()]).toEqual(["SETTLED", ["ENDED"]]);
  });

  further("what was performed counts as what it is: a service repeated gives no money back", async () => {
    const theCase = await agreed({ ...AGAIN, insteadAmount: 60_000 });
    await prove(theCase);
    await theCase.do("li.na", "confirmSettlement");
    const own = (await world.db.byId(Complaint, theCase.id)) as Complaint;
    const seen = await readOrderMoney(world.db, { ...own, id: "cmp_other" }, world.clock.now());
    expect(seen.given).toBe(0);
    expect(await world.db.find(Remedy, { complaintId: theCase.id })).toMatchObject([{ confirmedAt: own.closedAt }]);
  });

  further(
    "what the deposit could not pay, the consumer may take to the platform, which presumes that it was broken",
    async () => {
      const theCase = await agreed();
      await theCase.ring("SETTLEMENT_DUE");
      expect(await theCase.refusal("li.na", "reopenComplaint", { reason: "一直没有收到钱。" })).toMatchObject({
        code: "NOT_IN_THIS_STATE",
      });
      await theCase.do("zhou.lead", "closeUnremedied", { reason: "服务商保证金不足，已无款项可付。" });
      await theCase.do("li.na", "reopenComplaint", { reason: "一直没有收到钱。" });
      expect(await theCase.look("presumedBroken")).toMatchObject({ status: "SUBMITTED", presumedBroken: true });
      // Agreed anew, the first debt is none any more.
      await agree(theCase, { amount: 20_000 });
      await payIn(theCase, PRICE);
      await theCase.ring("SETTLEMENT_DUE");
      await payOutOver(world, theCase.id);
      expect(await theCase.look()).toMatchObject({ status: "CLOSED", closureReason: "SETTLED" });
      const { provider } = await theCase.look(
        "provider { deposit { balances { amount } owedToConsumers { amount } } }",
        await world.as("wang.owner"),
      );
      expect(provider.deposit).toEqual({ balances: [{ amount: PRICE - 20_000 }], owedToConsumers: [] });
    },
  );

  further(
    "what was set aside for it and not sent goes back to the deposit when the platform rules in its place",
    async () => {
      const theCase = await agreed();
      await theCase.ring("SETTLEMENT_DUE");
      await payIn(theCase, 10_000);
      await theCase.do("zhou.lead", "closeUnremedied", { reason: "服务商保证金不足，已无款项可付。" });
      await theCase.do("li.na", "reopenComplaint", { reason: "一直没有收到钱。" });
      await theCase.walk("RULED");
      const deposit = async () =>
        (
          await theCase.look(
            "provider { deposit { balances { amount } owedToConsumers { amount } } }",
            await world.as("wang.owner"),
          )
        ).provider.deposit;
      expect(await deposit()).toEqual({ balances: [{ amount: 10_000 }], owedToConsumers: [] });
      expect(await world.db.find(Payment, { purpose: "PAYOUT" })).toMatchObject([{ status: "REJECTED" }]);
      // From there it goes to the same consumer, by what the ruling says.
      await theCase.ring("REMEDY_DUE");
      await payOutOver(world, theCase.id);
      expect(await deposit()).toEqual({ balances: [{ amount: 0 }], owedToConsumers: [{ amount: 40_000 }] });
    },
  );
});
