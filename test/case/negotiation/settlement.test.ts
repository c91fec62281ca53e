import { openCase, type WorldCase } from "../complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";

forEachDatabase((kind, further) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(kind);
  });
  afterAll(() => world?.[Symbol.asyncDispose]());

  const offers = async (theCase: WorldCase) =>
    (await theCase.look("offers { nodes { id number madeBySide status countersOfferId answer } }")).offers;
  const apology = { kind: "APOLOGY", text: "书面道歉" };
  const settled = async (): Promise<WorldCase> => {
    const theCase = await openCase(world);
    await theCase.do("li.na", "acceptOffer", { offerId: await theCase.offer() });
    return theCase;
  };

  test("counter-offers are linked, and only the newest open one can be accepted, by the other side", async () => {
    const theCase = await openCase(world);
    const first = await theCase.offer();
    expect(await theCase.refusal("wang.owner", "counterOffer", { ...apology, offerId: first })).toMatchObject({
      code: "OFFER_NOT_OPEN",
    });
    await theCase.do("li.na", "counterOffer", { ...apology, offerId: first });
    const [, counter] = await offers(theCase);
    expect(await theCase.refusal("wang.owner", "acceptOffer", { offerId: first })).toMatchObject({
      code: "OFFER_NOT_OPEN",
    });
    await theCase.do("zhao.staff", "counterOffer", {
      kind: "CREDIT",
      amount: 10_000,
      text: "抵用券",
      offerId: counter.id,
    });
    const [, , last] = await offers(theCase);
    expect(await offers(theCase)).toMatchObject([
      { number: 1, madeBySide: "PROVIDER", status: "COUNTERED", countersOfferId: null },
      { number: 2, madeBySide: "CONSUMER", status: "COUNTERED", countersOfferId: first },
      { number: 3, madeBySide: "PROVIDER", status: "OPEN", countersOfferId: counter.id },
    ]);
    expect(await theCase.refusal("wang.owner", "acceptOffer", { offerId: last.id })).toMatchObject({
      code: "OFFER_NOT_OPEN",
    });
    await theCase.do("li.na", "acceptOffer", { offerId: last.id });
    expect(await theCase.look("settlement { offer { id } }")).toMatchObject({
      status: "SETTLING",
      settlement: { offer: { id: last.id } },
    });
  });

  further("an offer is declined, withdrawn or expires, and then another can be made", async () => {
    const theCase = await openCase(world);
    await theCase.do("li.na", "declineOffer", { offerId: await theCase.offer(), reason: "太少" });
    await theCase.do("wang.owner", "withdrawOffer", { offerId: await theCase.offer() });
    const expiring = await theCase.offer("li.na");
    await theCase.ring("OFFER_EXPIRY");
    expect(await theCase.refusal("wang.owner", "acceptOffer", { offerId: expiring })).toMatchObject({
      code: "OFFER_NOT_OPEN",
    });
    await theCase.offer();
    expect(await offers(theCase)).toMatchObject([
      { status: "DECLINED", answer: "太少" },
      { status: "WITHDRAWN" },
      { status: "EXPIRED" },
      { status: "OPEN", countersOfferId: null },
    ]);
  });

  further("money back is named where it must be, and is never more than was paid", async () => {
    const theCase = await openCase(world);
    for (const offer of [
      { kind: "REFUND_PART" },
      { kind: "REFUND_PART", amount: 0 },
      { kind: "REFUND_PART", amount: 199_901 },
      { kind: "RETURN_AND_REFUND", amount: 0 },
      { kind: "CREDIT" },
      { kind: "CREDIT", amount: 199_901 },
    ])
      expect([offer, await theCase.refusal("wang.owner", "makeOffer", { ...offer, text: "补偿" })]).toMatchObject([
        offer,
        { code: "BAD_USER_INPUT", field: "input.amount" },
      ]);
    await theCase.do("wang.owner", "makeOffer", { kind: "CREDIT", amount: 199_900, text: "与订单价等额的抵用券" });
  });

  further("performed and proved, the consumer confirms it; before that there is nothing to confirm", async () => {
    const theCase = await settled();
    expect(await theCase.refusal("li.na", "confirmSettlement")).toMatchObject({ code: "NOT_IN_THIS_STATE" });
    await theCase.do("zhao.staff", "fileSettlementProof", { text: "退款单号 1" });
    expect(await theCase.refusal("zhao.staff", "fileSettlementProof", { text: "又一份" })).toMatchObject({
      code: "NOT_IN_THIS_STATE",
    });
    await theCase.do("li.na", "confirmSettlement");
    expect(await theCase.look("settlement { confirmedAt contestedAt defaultedAt } presumedBroken")).toMatchObject({
      status: "CLOSED",
      closureReason: "SETTLED",
      settlement: { confirmedAt: expect.any(String), contestedAt: null, defaultedAt: null },
      presumedBroken: false,
    });
  });
});
