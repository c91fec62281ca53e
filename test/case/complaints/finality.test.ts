import { Complaint } from "../../../src/case/complaints/complaint.entity";
import { isDecided } from "../../../src/case/complaints/finality.pure";
import { Database } from "../../../src/platform/database/database";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { caseIn, opening, placeOrder, WorldCase, type PlacedOrder } from "./world-case";

const PEOPLE = { consumer: "li.na", provider: "wang.owner", moderator: "chen.mod" };
const NEW_FACTS = "处理决定之后找到了付款当天的聊天记录，对方承认晚交。";

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const open = async (
    order: PlacedOrder,
    changes: Record<string, unknown> = {},
    options: { dismissed?: boolean; breaches?: number } = {},
  ): Promise<WorldCase> => {
    const input = { ...opening(order, options.breaches), ...changes };
    const { complaint } = await (await world.as("li.na")).do("openComplaint", input);
    return new WorldCase(world, complaint.id, order.id, PEOPLE, options);
  };
  const refusal = async (order: PlacedOrder, changes: Record<string, unknown> = {}, breaches = 1) =>
    (await (await world.as("li.na")).tryTo("openComplaint", { ...opening(order, breaches), ...changes })).extensions;
  const decidedBy = (theCase: WorldCase) => ({
    code: "ALREADY_DECIDED",
    field: "input.breaches",
    existingId: theCase.id,
  });
  const refuse = async (theCase: WorldCase, ground: string, who = "chen.mod"): Promise<WorldCase> => {
    const leaseToken = await theCase.take(who);
    await theCase.do(who, "refuseComplaint", { leaseToken, ground, text: "所称内容不予受理，理由如下。" });
    return theCase;
  };
  const settle = async (theCase: WorldCase): Promise<WorldCase> => {
    await theCase.walk("SETTLING");
    await theCase.do("wang.owner", "fileSettlementProof", { text: "退款单号 1" });
    await theCase.do("li.na", "confirmSettlement");
    return theCase;
  };
  const dismissed = async (order: PlacedOrder): Promise<WorldCase> => {
    const theCase = await (await open(order, {}, { dismissed: true })).walk("RULED");
    await theCase.ring("APPEAL_WINDOW");
    return theCase;
  };
  const decidedOutside = async (theCase: WorldCase): Promise<WorldCase> => {
    await theCase.walk("UNDER_REVIEW");
    await theCase.do("zhou.lead", "stayComplaint", {
      ...{ ground: "OUTSIDE_PROCEDURE", route: "COURT", reference: "(2026)浙0106民初1号" },
      reason: "消费者已就同一事实起诉。",
    });
    await theCase.do("zhou.lead", "closeExternal", { outcome: "法院判决驳回诉讼请求。" });
    return theCase;
  };

  test.each<[string, (order: PlacedOrder) => Promise<WorldCase>]>([
    ["DISMISSED", dismissed],
    ["REMEDIED", async (order) => (await open(order)).walk("CLOSED")],
    ["SETTLED", async (order) => settle(await open(order))],
    ["EXTERNAL", async (order) => decidedOutside(await open(order))],
    ["NOT_ACCEPTED", async (order) => refuse(await (await open(order)).walk("SUBMITTED"), "ABUSIVE")],
  ])("what was closed as %s is not complained about again, however grave it is called now", async (reason, decide) => {
    const order = await placeOrder(world);
    const first = await decide(order);
    expect(await first.look()).toMatchObject({ status: "CLOSED", closureReason: reason });
    expect(await refusal(order)).toMatchObject(decidedBy(first));
    expect(await refusal(order, { breachClass: "FRAUD" })).toMatchObject(decidedBy(first));
    expect(await refusal(order, {}, 2)).toMatchObject(decidedBy(first));
    // Another promise of the order was not decided.
    const [, other] = order.promiseVersionIds;
    const ofOther = { breaches: [{ promiseVersionId: other, expected: "三稿", delivered: "一稿", amount: 0 }] };
    expect((await (await open(order, ofOther)).look()).status).toBe("NEGOTIATING");
  });

  further("withdrawn, expired, or refused for how it was made, it may be made again", async () => {
    const order = await placeOrder(world);
    const withdrawn = await open(order);
    await withdrawn.do("li.na", "withdrawComplaint");
    const expired = await open(order);
    await expired.do("wang.owner", "giveFinalAnswer", { answer: "EXPLANATION", text: "交付时间以排期为准。" });
    await expired.ring("NEGOTIATION");
    expect((await expired.look()).closureReason).toBe("EXPIRED");
    for (const ground of ["DUPLICATE", "INCOMPREHENSIBLE"])
      await refuse(await (await open(order)).walk("SUBMITTED"), ground);
    expect((await (await open(order)).look()).status).toBe("NEGOTIATING");
  });

  further("withdrawn while a ruling on it is in force, it is decided", async () => {
    const order = await placeOrder(world);
    const first = await (await open(order)).walk("CLOSED");
    await first.do("zhou.lead", "reopenComplaint", { reason: "出现新的重要证据。" });
    await first.do("li.na", "withdrawComplaint");
    expect((await first.look()).closureReason).toBe("WITHDRAWN");
    expect(await refusal(order)).toMatchObject(decidedBy(first));
  });

  further("new facts bring it before a moderator, marked as such, who may find that they change nothing", async () => {
    const order = await placeOrder(world);
    const first = await dismissed(order);
    expect(await refusal(order, { newFacts: "不服" })).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.newFacts",
    });
    const second = await open(order, { newFacts: NEW_FACTS });
    const marked = { status: "SUBMITTED", newFacts: NEW_FACTS, decidedCaseId: first.id, refusalGround: null };
    expect(await second.look("newFacts decidedCaseId refusalGround", await world.as("wang.owner"))).toMatchObject(
      marked,
    );
    const { timeline } = await second.look("timeline(first: 100) { nodes { type data } }");
    expect(timeline[0].data).toMatchObject({ newFacts: NEW_FACTS, decidedCaseId: first.id });
    expect(await refusal(order, { newFacts: NEW_FACTS })).toMatchObject({
      code: "COMPLAINT_ALREADY_OPEN",
      existingId: second.id,
    });

    await refuse(second, "ALREADY_DECIDED", "liu.mod");
    expect(await second.look("refusalGround")).toMatchObject({ refusalGround: "ALREADY_DECIDED" });
    expect(await refusal(order)).toMatchObject(decidedBy(second));
    const third = await open(order, { newFacts: NEW_FACTS });
    await third.do("liu.mod", "acceptComplaint", { leaseToken: await third.take("liu.mod") });
    expect((await third.look()).status).toBe("EVIDENCE");
  });

  further("new facts are not a way around the provider: they need something that was decided", async () => {
    const order = await placeOrder(world);
    expect(await refusal(order, { newFacts: NEW_FACTS })).toMatchObject({
      code: "BAD_USER_INPUT",
      field: "input.newFacts",
    });
  });

  further("a refused case that is taken up again has no ground any more", async () => {
    const theCase = await refuse(await caseIn(world, "SUBMITTED"), "ABUSIVE");
    await theCase.do("li.na", "reopenComplaint", { reason: "投诉属实，请重新处理。" });
    expect((await world.db.byId(Complaint, theCase.id))?.refusalGround).toBeNull();
  });

  further("opened at the moment the other is decided, it is refused one way or the other", async () => {
    for (let time = 0; time < 4; time += 1) {
      const order = await placeOrder(world);
      const first = await (await open(order)).walk("SETTLING");
      await first.do("wang.owner", "fileSettlementProof", { text: "退款单号 1" });
      const consumer = await world.as("li.na");
      const [, second] = await Promise.all([
        consumer.do("confirmSettlement", { complaintId: first.id }),
        consumer.tryTo("openComplaint", opening(order)),
      ]);
      expect(["ALREADY_DECIDED", "COMPLAINT_ALREADY_OPEN"]).toContain(second.extensions.code);
    }
  });

  // Between the refusal of the unique key and the look at what is in the way.
  const closedMeanwhile = (close: () => Promise<unknown>): void => {
    const ask = Object.getOwnPropertyDescriptor(Database.prototype, "ask")?.value as Database["ask"];
    const looking = jest.spyOn(Database.prototype, "ask").mockImplementation(async function (
      this: Database,
      text,
      params,
    ) {
      if (/FROM breach (b|own) JOIN complaint/.test(text)) {
        looking.mockRestore();
        await close();
      }
      return ask.call(this, text, params);
    });
  };

  further("what stands in the way and is closed before anybody could name it: what holds then is said", async () => {
    const order = await placeOrder(world);
    const decided = await (await open(order)).walk("SETTLING");
    await decided.do("wang.owner", "fileSettlementProof", { text: "退款单号 1" });
    closedMeanwhile(() => decided.do("li.na", "confirmSettlement"));
    expect(await refusal(order)).toMatchObject(decidedBy(decided));
  });

  further("what stands in the way and is withdrawn before anybody could name it: then the way is free", async () => {
    const order = await placeOrder(world);
    const withdrawn = await open(order);
    closedMeanwhile(() => withdrawn.do("li.na", "withdrawComplaint"));
    const second = await open(order);
    closedMeanwhile(() => second.do("li.na", "withdrawComplaint"));
    await withdrawn.do("zhou.lead", "reopenComplaint", { reason: "消费者误撤回。" });
    expect([(await withdrawn.look()).status, (await second.look()).status]).toEqual(["SUBMITTED", "CLOSED"]);
  });

  test("the same promise in a later version is the same promise", async () => {
    const order = await placeOrder(world);
    const first = await (await open(order)).walk("CLOSED");
    await world.db.transact(async (tx) =>
      tx.execute("UPDATE breach SET promise_version_id = ? WHERE complaint_id = ?", [
        order.promiseVersionIds[1] ?? "",
        first.id,
      ]),
    );
    expect(await refusal(order)).toMatchObject(decidedBy(first));
  });
});

test.each<[Partial<Complaint>, boolean]>([
  [{ status: "ENFORCING", closureReason: null, currentRulingId: "rlg_1" }, false],
  [{ closureReason: "WITHDRAWN" }, false],
  [{ closureReason: "WITHDRAWN", currentRulingId: "rlg_1" }, true],
  [{ closureReason: "EXPIRED" }, false],
  [{ closureReason: "UNREMEDIED" }, true],
  [{ closureReason: "NOT_ACCEPTED" }, false],
  [{ closureReason: "NOT_ACCEPTED", refusalGround: "OUT_OF_TIME" }, true],
  [{ closureReason: "NOT_ACCEPTED", refusalGround: "DUPLICATE" }, false],
])("%j: decided is %s", (changes, decided) => {
  const closed = { status: "CLOSED", closureReason: null, currentRulingId: null, refusalGround: null } as const;
  expect(isDecided({ ...closed, ...changes })).toBe(decided);
});
