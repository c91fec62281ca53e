import { caseIn, placeOrder, type WorldCase } from "../../case/complaints/world-case";
import { forEachDatabase } from "../../support/databases";
import { startWorld, type World } from "../../support/world";
import { payInOver, reference } from "./paid-in";

interface Offered {
  action: string;
  mutation: string;
  unavailableBecause: { code: string; reason: string } | null;
}

/** Finance is offered exactly what would succeed, and told why the rest would not. */
forEachDatabase((kind, further) => {
  let world: World;
  beforeEach(async () => (world = await startWorld(kind)));
  afterEach(() => world[Symbol.asyncDispose]());

  /** What the one payment for this purpose offers, and that each offer is what its command says. */
  async function offered(purpose: string, inputs: Record<string, object>, who = "wu.finance"): Promise<unknown> {
    const finance = await world.as(who);
    const { payments } = await finance.ok(
      `query ($purpose: PaymentPurpose!) { payments(purpose: $purpose) { nodes { id availableActions { action mutation unavailableBecause { code reason } } } } }`,
      { purpose },
    );
    const [payment, ...others] = payments.nodes;
    expect(others).toEqual([]);
    const actions: Offered[] = payment.availableActions;
    for (const { action, mutation, unavailableBecause } of actions.filter((each) => each.unavailableBecause)) {
      const { extensions } = await finance.tryTo(mutation, { paymentId: payment.id, ...inputs[action] });
      expect([action, extensions]).toMatchObject([action, unavailableBecause ?? {}]);
    }
    return actions.map(({ action, unavailableBecause }) => [action, unavailableBecause?.reason ?? null]);
  }
  const stay = (theCase: WorldCase) =>
    theCase.do("zhou.lead", "stayComplaint", { ground: "FORCE_MAJEURE", reason: "洪水导致服务商停业。" });
  const resume = (theCase: WorldCase) =>
    theCase.do("zhou.lead", "resumeComplaint", { reason: "洪水已退,服务商已恢复营业。" });
  const REJECTED = { REJECT: { reason: "银行流水中没有这笔款项。" } };

  test("of a case that is stayed nothing is paid out, and no refund is settled, until it goes on", async () => {
    const theCase = await caseIn(world, "ENFORCING");
    const [remedyId] = await theCase.remedies();
    await theCase.do("wang.owner", "fileRemedyProof", { remedyId, text: "已退款", refundReference: reference() });
    expect(await offered("REFUND", {})).toEqual([
      ["CONFIRM", null],
      ["REJECT", null],
    ]);
    await stay(theCase);
    expect(await offered("REFUND", REJECTED)).toEqual([
      ["CONFIRM", "payment.caseWaits"],
      ["REJECT", "payment.caseWaits"],
    ]);
    await resume(theCase);
    expect(await offered("REFUND", {})).toEqual([
      ["CONFIRM", null],
      ["REJECT", null],
    ]);
  });

  further("the same of what is paid from the deposit", async () => {
    const theCase = await caseIn(world, "ENFORCING");
    await theCase.ring("REMEDY_DUE");
    const owner = await theCase.provider;
    const { provider } = await theCase.look("provider { id }", owner);
    await payInOver(world, owner, provider.id, 50_000);
    expect(await offered("PAYOUT", {})).toEqual([["CONFIRM_PAYOUT", null]]);
    await stay(theCase);
    const sent = { CONFIRM_PAYOUT: { reference: reference() } };
    expect(await offered("PAYOUT", sent)).toEqual([["CONFIRM_PAYOUT", "payment.caseWaits"]]);
    await resume(theCase);
    expect(await offered("PAYOUT", {})).toEqual([["CONFIRM_PAYOUT", null]]);
  });

  further("of two claims of an order's price the second is only rejected once the first was found", async () => {
    const order = await placeOrder(world);
    const consumer = await world.as("li.na");
    const claim = () =>
      consumer.do("claimOrderPayment", { orderId: order.id, reference: reference() }, "{ payment { id } }");
    const { payment } = await claim();
    await claim();
    await (await world.as("wu.finance")).do("confirmPayment", { paymentId: payment.id }, "{ payment { status } }");
    expect(await offered("ORDER", {})).toEqual([
      ["CONFIRM", "payment.orderPaid"],
      ["REJECT", null],
    ]);
  });

  test("whoever has the role for less than a day is told so where two must confirm", async () => {
    const { accountId } = await world.as("lin.train");
    const { account } = await (
      await world.as("admin")
    ).do(
      "setAccountRoles",
      { accountId, roles: ["FINANCE"], reason: "财务人手不足,临时调岗。" },
      "{ account { proposedRoles { id } } }",
    );
    for (const { id: roleGrantId } of account.proposedRoles)
      await (await world.as("zhou.lead")).do("approveRoleGrant", { roleGrantId }, "{ clientMutationId }");
    const owner = await world.as("wang.owner");
    const { viewer } = await owner.ok(`{ viewer { memberships { provider { id } } } }`);
    const { id: providerId } = viewer.memberships[0].provider;
    const claim = { providerId, amount: 2_000_000, currency: "CNY", reference: reference() };
    const { payment } = await owner.do("topUpDeposit", claim, "{ payment { id } }");
    expect(await offered("DEPOSIT", {}, "lin.train")).toEqual([
      ["CONFIRM", null],
      ["REJECT", null],
    ]);
    await (await world.as("wu.finance")).do("confirmPayment", { paymentId: payment.id }, "{ payment { status } }");
    expect(await offered("DEPOSIT", {}, "lin.train")).toEqual([
      ["CONFIRM", "secondSignature.fresh"],
      ["REJECT", null],
    ]);
    expect(await offered("DEPOSIT", {}, "xu.finance")).toEqual([
      ["CONFIRM", null],
      ["REJECT", null],
    ]);
  });
});
