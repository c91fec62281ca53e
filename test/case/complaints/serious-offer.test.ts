import { isSerious } from "../../../src/case/complaints/serious-offer.pure";
import type { RemedyKind } from "../../../src/case/complaints/remedy-kind.pure";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { openCase, type WorldCase } from "./world-case";

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const explain = (theCase: WorldCase, answer: string) =>
    theCase.do("wang.owner", "giveFinalAnswer", { answer, text: "交付时间以双方确认的排期为准。" });
  const say = (theCase: WorldCase) => theCase.do("wang.owner", "sendMessage", { text: "收到" });

  test.each<[string, (theCase: WorldCase) => Promise<unknown>, string]>([
    ["one cent", (theCase) => theCase.offer("wang.owner", { amount: 1 }), "SUBMITTED"],
    ["one cent less than the share", (theCase) => theCase.offer("wang.owner", { amount: 59_969 }), "SUBMITTED"],
    ["the share", (theCase) => theCase.offer("wang.owner", { amount: 59_970 }), "CLOSED"],
    [
      "words where money is demanded",
      (theCase) => theCase.offer("wang.owner", { kind: "APOLOGY", amount: undefined }),
      "SUBMITTED",
    ],
    ["a message", say, "SUBMITTED"],
    ["a refusal to answer", (theCase) => explain(theCase, "REFUSED"), "SUBMITTED"],
    ["a final answer with reasons", (theCase) => explain(theCase, "EXPLANATION"), "CLOSED"],
    [
      "an offer that was taken back",
      async (theCase) => {
        const offerId = await theCase.offer("wang.owner", { amount: 150_000 });
        await theCase.do("wang.owner", "withdrawOffer", { offerId });
        await say(theCase);
      },
      "SUBMITTED",
    ],
    [
      "less than it offered before",
      async (theCase) => {
        await theCase.offer("wang.owner", { amount: 150_000 });
        await theCase.ring("OFFER_EXPIRY");
        await theCase.offer("wang.owner", { amount: 1_000 });
      },
      "SUBMITTED",
    ],
  ])("the consumer's silence after %s", async (_, act, status) => {
    const theCase = await openCase(world);
    await act(theCase);
    await theCase.ring("NEGOTIATION");
    const { timeline, ...end } = await theCase.look("timeline(first: 100) { nodes { type data } }");
    expect(end.status).toBe(status);
    if (status === "SUBMITTED") expect(timeline.at(-1).data).toMatchObject({ because: "ESCALATE_NO_SERIOUS_ANSWER" });
    else expect(end.closureReason).toBe("EXPIRED");
  });

  further(
    "a message is no answer: the clocks for it run on, and the consumer may escalate when they are over",
    async () => {
      const theCase = await openCase(world);
      await say(theCase);
      expect((await theCase.look("providerFirstResponseAt")).providerFirstResponseAt).toBeNull();
      await theCase.ring("FIRST_RESPONSE_GRACE");
      expect((await theCase.look()).status).toBe("SUBMITTED");
    },
  );

  test.each<[string, (theCase: WorldCase) => Promise<unknown>]>([
    ["an offer", (theCase) => theCase.offer()],
    ["a refusal with reasons", (theCase) => theCase.do("wang.owner", "refuseDemand", { reason: "已按约定交付。" })],
    ["a final answer", (theCase) => explain(theCase, "EXPLANATION")],
    [
      "accepting what the consumer offers",
      async (theCase) => theCase.do("wang.owner", "acceptOffer", { offerId: await theCase.offer("li.na") }),
    ],
  ])("%s is an answer", async (_, act) => {
    const theCase = await openCase(world);
    await act(theCase);
    expect((await theCase.look("providerFirstResponseAt")).providerFirstResponseAt).not.toBeNull();
  });
});

test.each<[RemedyKind, number | null, RemedyKind, number | null, boolean]>([
  ["REFUND_FULL", null, "REFUND_FULL", null, true],
  ["RETURN_AND_REFUND", null, "REFUND_PART", 30_000, true],
  ["RETURN_AND_REFUND", null, "REFUND_PART", 29_999, false],
  ["REFUND_PART", 10_000, "CREDIT", 3_000, true],
  ["REFUND_PART", 10_000, "CREDIT", 2_999, false],
  ["REFUND_PART", 10_000, "REPERFORM", null, false],
  ["REPERFORM", null, "APOLOGY", null, true],
  ["REPERFORM", null, "REFUND_PART", 14_999, false],
  ["REPERFORM", null, "REFUND_PART", 15_000, true],
  ["REPERFORM", 20_000, "REFUND_PART", 6_000, true],
])("demanded %s %s, offered %s %s: serious is %s", (demandKind, demandAmount, kind, amount, serious) => {
  const demand = { demandKind, demandAmount, amountAtStake: 50_000 };
  expect(isSerious({ kind, amount }, demand, { paid: 100_000, percent: 30 })).toBe(serious);
});
