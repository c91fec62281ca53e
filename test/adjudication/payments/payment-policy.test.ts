import { addUp } from "../../../src/platform/amounts";
import { CURRENCIES } from "../../../src/platform/currencies";
import type { Actor, Role } from "../../../src/accounts/actor/actor";
import { actionsFor, whyNot } from "../../../src/adjudication/payments/payment.policy";
import type { Payment } from "../../../src/adjudication/payments/payment.entity";
import { recordPayment } from "../../../src/adjudication/payments/record-payment";
import { SYSTEM } from "../../../src/accounts/account/record-on-account";
import type { Provider } from "../../../src/market/providers/provider.entity";
import type { Tx } from "../../../src/platform/database/tx";
import type { PaymentPurpose, PaymentStatus } from "../../../src/adjudication/payments/payment-enums.types";
import { paymentStatusOf, takesTwo } from "../../../src/adjudication/payments/payment.pure";
import { foldReference, givenOutside } from "../../../src/case/complaints/order-money.pure";
import { refused } from "../rulings/court";

const actor = (accountId: string, roles: Role[] = ["FINANCE"], providerId?: string): Actor => ({
  accountId,
  displayName: accountId,
  roles: new Set(roles),
  memberships: providerId === undefined ? [] : [{ providerId, role: "STAFF" }],
  conflicts: [],
  locale: "en",
  timeZone: "Asia/Shanghai",
  tokenVersion: 0,
});
const claimed = {
  purpose: "DEPOSIT" as const,
  status: "CLAIMED" as const,
  providerId: "prv_1",
  channel: "BANK" as const,
  claimedById: "acc_owner",
  reason: null,
  firstConfirmedById: null,
  settledById: null,
  standing: "NONE" as const,
  isOwed: true,
  caseWaits: false,
  isTooMuch: false,
  signer: null,
  now: 0,
};

test("whoever owed something back hears what became of it, come or given up; of the provider's payments they hear nothing", () => {
  const toldOf = (purpose: string, type: "PAYMENT_CONFIRMED_ONCE" | "PAYMENT_CONFIRMED" | "PAYMENT_REJECTED") => {
    const record = jest.fn<void, [unknown, { notify: string[] }]>();
    const payment = { purpose, orderId: null, penaltyId: null } as Payment;
    recordPayment(
      { record } as unknown as Tx,
      { id: "prv_1" } as Provider,
      payment,
      type,
      SYSTEM,
      "acc_1",
      {} as never,
    );
    return record.mock.calls[0]?.[1].notify;
  };
  for (const settled of ["PAYMENT_CONFIRMED", "PAYMENT_REJECTED"] as const) {
    expect(toldOf("REPAYMENT", settled)).toEqual(["prv_1", "acc_1"]);
    expect(toldOf("REFUND", settled)).toEqual(["prv_1"]);
  }
  expect(toldOf("REPAYMENT", "PAYMENT_CONFIRMED_ONCE")).toEqual([]);
});

describe("who settles a payment", () => {
  test("finance, and nobody else", () => {
    expect(whyNot("CONFIRM", actor("acc_1"), claimed, null)).toBeNull();
    for (const roles of [["ADMIN"], ["AUDITOR"], ["LEAD_MODERATOR"], ["CONSUMER"]] as Role[][])
      expect(whyNot("CONFIRM", actor("acc_1", roles), claimed, null)).toMatchObject({ code: "FORBIDDEN" });
    expect(whyNot("CONFIRM", null, claimed, null)).toMatchObject({ code: "FORBIDDEN" });
  });

  test.each([
    ["their own claim", actor("acc_owner"), null, "payment.ownClaim"],
    ["their own order", actor("acc_1"), "acc_1", "payment.ownMoney"],
    ["of another account of theirs", { ...actor("acc_1"), others: ["acc_2"] }, "acc_2", "payment.ownMoney"],
    ["another account's claim", { ...actor("acc_1"), others: ["acc_owner"] }, null, "payment.ownClaim"],
    ["their own provider's", actor("acc_1", ["FINANCE"], "prv_1"), null, "conflict.MEMBER"],
  ])("not %s, in any way", (_, who, consumerId, reason) => {
    for (const action of ["CONFIRM", "REJECT"] as const)
      expect(whyNot(action, who, claimed, consumerId)).toMatchObject({ code: "CONFLICT_OF_INTEREST", reason });
  });

  test("what comes in is confirmed or rejected, what goes out is confirmed as sent", () => {
    const payout = { ...claimed, purpose: "PAYOUT" as const, claimedById: null };
    const offered = (payment: typeof claimed | typeof payout) =>
      actionsFor(actor("acc_1"), payment, null).map(({ action }) => action);
    expect(offered(claimed)).toEqual(["CONFIRM", "REJECT"]);
    expect(offered(payout)).toEqual(["CONFIRM_PAYOUT"]);
    expect(whyNot("REJECT", actor("acc_1"), payout, null)).toMatchObject({ reason: "payment.otherDirection" });
    expect(whyNot("CONFIRM_PAYOUT", actor("acc_1"), claimed, null)).toMatchObject({ reason: "payment.otherDirection" });
  });

  test("a payout that never came is rejected once it is not owed, by somebody else than whoever sent it", () => {
    const sent = { ...claimed, purpose: "PAYOUT" as const, claimedById: null, settledById: "acc_1" };
    const reject = (payment: object, who = "acc_2") => whyNot("REJECT", actor(who), { ...sent, ...payment }, null);
    for (const payment of [
      { status: "CONFIRMED" as const, isOwed: false },
      { status: "CLAIMED" as const, isOwed: false },
      { status: "DISPUTED" as const, isOwed: true },
    ])
      expect(reject(payment)).toMatchObject({ reason: "payment.otherDirection" });
    const missing = { status: "DISPUTED" as const, isOwed: false };
    expect(reject(missing)).toBeNull();
    expect(reject(missing, "acc_1")).toMatchObject({ code: "SECOND_APPROVER_REQUIRED" });
  });

  test("the first of two may still reject, but is no second", () => {
    const once = { ...claimed, firstConfirmedById: "acc_1" };
    expect(whyNot("CONFIRM", actor("acc_1"), once, null)).toMatchObject({ code: "SECOND_APPROVER_REQUIRED" });
    expect(whyNot("CONFIRM", actor("acc_2"), once, null)).toBeNull();
    expect(whyNot("REJECT", actor("acc_1"), once, null)).toBeNull();
  });

  test("nothing is offered for what is settled", () => {
    for (const status of ["CONFIRMED", "REJECTED"] as const)
      expect(actionsFor(actor("acc_1"), { ...claimed, status }, null)).toEqual([]);
  });
});

test("two persons from the sum of the currency on, or of the others", () => {
  const limits = { CNY: 1_000, other: 10 };
  expect(takesTwo({ amount: 1_000, currency: "CNY" }, limits)).toBe(false);
  expect(takesTwo({ amount: 1_001, currency: "CNY" }, limits)).toBe(true);
  expect(takesTwo({ amount: 11, currency: "KWD" }, limits)).toBe(true);
  expect(takesTwo({ amount: 1, currency: "KWD" }, {})).toBe(true);
});

test.each(["bank 1", "BANK-1", "ｂａｎｋ　1", "bank/1."])("%s is one reference", (reference) => {
  expect(foldReference(reference)).toBe("BANK1");
});

test("a reference without a letter or digit is none, and one that unfolds is cut", () => {
  expect(foldReference("--- / ...")).toBe("");
  expect([...foldReference("ﷺ".repeat(200))]).toHaveLength(200);
});

test("an order is paid by what is confirmed", () => {
  const order = { priceAmount: 100 };
  const moved = (purpose: PaymentPurpose, status: PaymentStatus, amount: number) => ({ purpose, status, amount });
  const payment = (status: PaymentStatus, amount: number) => moved("ORDER", status, amount);
  expect(paymentStatusOf(order, [])).toBe("UNPAID");
  expect(paymentStatusOf(order, [payment("REJECTED", 100)])).toBe("UNPAID");
  expect(paymentStatusOf(order, [payment("CLAIMED", 100)])).toBe("CLAIMED");
  expect(paymentStatusOf(order, [payment("CLAIMED", 100), payment("CONFIRMED", 40)])).toBe("PART_PAID");
  expect(paymentStatusOf(order, [payment("CONFIRMED", 60), payment("CONFIRMED", 40)])).toBe("PAID");
  const goneBack = moved("ORDER_REFUND", "CONFIRMED", 60);
  expect(paymentStatusOf(order, [payment("CONFIRMED", 40), goneBack])).toBe("PART_PAID");
  expect(paymentStatusOf(order, [goneBack])).toBe("UNPAID");
});

test("currencies are those that somebody can pay in", () => {
  for (const code of ["CNY", "USD", "EUR", "JPY", "KWD", "HKD", "XOF", "XAF", "XCD", "XPF"])
    expect(CURRENCIES).toContain(code);
  for (const code of ["XXX", "XTS", "XAU", "XDR", "CLF", "USN", "ZZZ", "DEM"]) expect(CURRENCIES).not.toContain(code);
});

test("what cannot be added up exactly is refused", () => {
  expect(addUp([2 ** 53 - 2, 1])).toBe(2 ** 53 - 1);
  expect(() => addUp([2 ** 53 - 1, 1])).toThrow(refused("LIMIT_REACHED", "money.sumTooLarge"));
});

test.each([
  ["what nobody has named", [["shop:R-1", 100]], [], 100],
  ["named", [["shop:R-1", 100]], [["R-1", 100]], 0],
  ["named with its source", [["shop:R-1", 100]], [["shop:R-1", 100]], 0],
  ["named for less", [["shop:R-1", 100]], [["R-1", 30]], 70],
  [
    "named by two cases",
    [["shop:R-1", 100]],
    [
      ["R-1", 30],
      ["R-1", 50],
    ],
    20,
  ],
  ["named for more", [["shop:R-1", 100]], [["R-1", 130]], 0],
  ["named in another spelling", [["shop:R-1", 100]], [["r 1", 100]], 0],
  [
    "one that is named to the letter, beside one of a like number",
    [
      ["shop:R-1", 100],
      ["shop:R1", 5],
    ],
    [["R1", 100]],
    100,
  ],
  ["without letters or digits", [["shop:-", 100]], [["--", 100]], 100],
  ["another", [["shop:R-1", 100]], [["R-2", 100]], 100],
] as [string, [string, number][], [string, number][], number][])(
  "given back outside: %s",
  (_, refunds, paid, outside) => {
    expect(
      givenOutside(
        refunds.map(([reference, amount]) => ({ reference, amount })),
        paid.map(([number, amount]) => ({ numbers: [number], amount })),
      ),
    ).toBe(outside);
  },
);
