import { openCase, type WorldCase } from "../complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

const DAY = 86_400_000;

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const code = async (theCase: WorldCase, ...asked: Parameters<WorldCase["refusal"]>) =>
    (await theCase.refusal(...asked)).code;
  const answer = (theCase: WorldCase, what = "EXPLANATION") =>
    theCase.do("zhao.staff", "giveFinalAnswer", { answer: what, text: "海报不在本单范围内。" });
  const judge = (theCase: WorldCase, verdict: string, satisfaction = 2) =>
    theCase.do("li.na", "giveVerdict", { verdict, satisfaction });

  test.each(["MONETARY_RELIEF", "NON_MONETARY_RELIEF", "EXPLANATION", "REFUSED"])(
    "after the final answer %s the consumer may go to the platform at once, the provider not before its time",
    async (what) => {
      const theCase = await openCase(world);
      expect(await code(theCase, "li.na", "escalateComplaint")).toBe("NOT_YET");
      await answer(theCase, what);
      expect(
        await theCase.look("finalAnswer finalAnswerText finalAnswerAt providerFirstResponseAt providerRefusedAt"),
      ).toMatchObject({
        status: "NEGOTIATING",
        finalAnswer: what,
        finalAnswerText: "海报不在本单范围内。",
        finalAnswerAt: expect.any(String),
        providerFirstResponseAt: expect.any(String),
        providerRefusedAt: what === "REFUSED" ? expect.any(String) : null,
      });
      expect(await code(theCase, "zhao.staff", "giveFinalAnswer", { answer: "REFUSED", text: "不同意" })).toBe(
        "NOT_IN_THIS_STATE",
      );
      expect(await code(theCase, "wang.owner", "escalateComplaint")).toBe("NOT_YET");
      await theCase.do("li.na", "escalateComplaint");
      expect(await theCase.look()).toMatchObject({ status: "SUBMITTED" });
    },
  );

  further("solved closes the case, and the offer still open lapses", async () => {
    const theCase = await openCase(world);
    expect(await code(theCase, "li.na", "giveVerdict", { verdict: "SOLVED", satisfaction: 5 })).toBe(
      "NOT_IN_THIS_STATE",
    );
    await theCase.offer();
    await answer(theCase, "NON_MONETARY_RELIEF");
    await judge(theCase, "SOLVED", 5);
    const seen = await theCase.look(
      "verdict verdictSatisfaction verdictText offers { nodes { status } } timeline(first: 100) { nodes { type } }",
    );
    expect(seen).toMatchObject({
      status: "CLOSED",
      closureReason: "SETTLED",
      dueAt: null,
      verdict: "SOLVED",
      verdictSatisfaction: 5,
      verdictText: null,
      offers: [{ status: "EXPIRED" }],
    });
    expect(seen.timeline.map(({ type }: { type: string }) => type).slice(-3)).toEqual([
      "FINAL_ANSWER_GIVEN",
      "VERDICT_GIVEN",
      "COMPLAINT_SETTLED",
    ]);
    expect(await code(theCase, "li.na", "giveVerdict", { verdict: "NOT_SOLVED", satisfaction: 1 })).toBe(
      "NOT_IN_THIS_STATE",
    );
  });

  test("not solved, the talking goes on; the answer is judged once, and so is the end", async () => {
    const theCase = await openCase(world);
    await answer(theCase);
    await judge(theCase, "PARTLY_SOLVED");
    expect(await code(theCase, "li.na", "giveVerdict", { verdict: "SOLVED", satisfaction: 5 })).toBe(
      "NOT_IN_THIS_STATE",
    );
    expect(await theCase.look("verdict")).toMatchObject({ status: "NEGOTIATING", verdict: "PARTLY_SOLVED" });
    await theCase.do("li.na", "acceptOffer", { offerId: await theCase.offer() });
    await theCase.do("wang.owner", "fileSettlementProof", { text: "退款单号 1" });
    await theCase.do("li.na", "confirmSettlement");
    await theCase.do("li.na", "giveVerdict", { verdict: "SOLVED", satisfaction: 4, text: "最后还是退了。" });
    expect(await theCase.look("verdict verdictSatisfaction verdictText closedAt")).toMatchObject({
      status: "CLOSED",
      closureReason: "SETTLED",
      verdict: "SOLVED",
      verdictSatisfaction: 4,
      verdictText: "最后还是退了。",
      closedAt: expect.any(String),
    });
    expect(await code(theCase, "li.na", "giveVerdict", { verdict: "NOT_SOLVED", satisfaction: 1 })).toBe(
      "NOT_IN_THIS_STATE",
    );
  });

  further("the end can be judged for thirty days, by the consumer alone", async () => {
    const theCase = await openCase(world);
    await theCase.do("li.na", "withdrawComplaint");
    const verdict = { verdict: "NOT_SOLVED", satisfaction: 1 };
    expect(await code(theCase, "wang.owner", "giveVerdict", verdict)).toBe("FORBIDDEN");
    expect(await code(theCase, "tom", "giveVerdict", verdict)).toBe("NOT_FOUND");
    expect(await code(theCase, "li.na", "giveVerdict", { ...verdict, satisfaction: 6 })).toBe("BAD_USER_INPUT");
    expect(await code(theCase, "li.na", "giveVerdict", { ...verdict, satisfaction: 0 })).toBe("BAD_USER_INPUT");
    await closedEarlier(theCase, 31);
    expect(await code(theCase, "li.na", "giveVerdict", verdict)).toBe("TOO_LATE");
    await closedEarlier(theCase, -2);
    await judge(theCase, "NOT_SOLVED", 1);
    expect(await theCase.look("verdict")).toMatchObject({ status: "CLOSED", verdict: "NOT_SOLVED" });
  });

  const closedEarlier = (theCase: WorldCase, days: number): Promise<void> =>
    world.db.transact(async (tx) =>
      tx.execute("UPDATE complaint SET closed_at = closed_at - ? WHERE id = ?", [days * DAY, theCase.id]),
    );
});
