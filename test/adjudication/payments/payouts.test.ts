import { DepositEntry } from "../../../src/adjudication/deposit/deposit-entry.entity";
import { balanceIn, transfer } from "../../../src/adjudication/deposit/deposit-ledger";
import { confirmPayout } from "../../../src/adjudication/clearing/confirm-payout";
import { Payment } from "../../../src/adjudication/payments/payment.entity";
import { reportCompensationMissing } from "../../../src/adjudication/clearing/report-compensation-missing";
import { closeUnremedied } from "../../../src/adjudication/remedies/close-unremedied";
import { Remedy } from "../../../src/adjudication/remedies/remedy.entity";
import { resumeComplaint } from "../../../src/adjudication/stays/resume-complaint";
import { stayComplaint } from "../../../src/adjudication/stays/stay-complaint";
import type { RemedyInput } from "../../../src/adjudication/rulings/ruling.types";
import { Dock } from "../penalties/dock";
import { refused } from "../rulings/court";
import { forEachDatabase } from "../../support/databases";
import { payIn, payOut, reference } from "./paid-in";

const PART: RemedyInput = { kind: "REFUND_PART", amount: 50_000, text: "500 yuan.", withinDays: 7 };
const APOLOGY: RemedyInput = { kind: "APOLOGY", insteadAmount: 5_000, text: "Say sorry.", withinDays: 7 };

forEachDatabase((kind, further) => {
  let dock: Dock;
  beforeEach(async () => (dock = await Dock.open(kind, 1)));
  afterEach(() => dock[Symbol.asyncDispose]());

  const balance = (): Promise<number> => balanceIn(dock.court.db, dock.providerId, "CNY");
  const payout = async (): Promise<Payment> => {
    const [found] = await dock.court.db.find(Payment, { purpose: "PAYOUT" });
    if (!found) throw new Error("nothing was set aside");
    return found;
  };
  const send = async (login: string, more: { reference?: string; reason?: string } = {}) =>
    dock.court.run(confirmPayout, login, {
      paymentId: (await payout()).id,
      channel: "BANK" as const,
      reference: reference(),
      ...more,
    });
  const remedy = async (): Promise<Remedy> => {
    const [found] = await dock.court.db.find(Remedy, { kind: "REFUND_PART" });
    if (!found) throw new Error("there is no refund");
    return found;
  };
  const report = async () =>
    dock.court.run(reportCompensationMissing, "li.na", {
      complaintId: dock.case(0),
      remedyId: (await remedy()).id,
      text: "Nothing came.",
    });
  const status = async () => {
    const { status, closureReason } = await dock.court.complaint(dock.case(0));
    return closureReason ?? status;
  };

  /** Ruled, final, not done in time, and set aside from the deposit. */
  async function setAside(...remedies: RemedyInput[]): Promise<void> {
    await setAsideOf(2_000_000, ...remedies);
  }
  async function setAsideOf(deposit: number, ...remedies: RemedyInput[]): Promise<void> {
    await payIn(dock.court, dock.providerId, deposit);
    await dock.rule(0, { levels: ["L1", "L1"], remedies });
    await dock.makeFinal(0);
    await dock.days(8);
    await dock.fallIntoDefault(0);
  }

  test("what was set aside and not sent comes back when the ruling is reversed; it is not sent any more", async () => {
    await setAside(PART);
    expect([await status(), await balance()]).toEqual(["ENFORCING", 1_950_000]);
    await dock.reverse(0);
    expect(await balance()).toBe(2_000_000);
    expect(await payout()).toMatchObject({ status: "REJECTED", settledById: null });
    expect((await remedy()).setAsideAt).toBeNull();
    await expect(send("wu.finance")).rejects.toEqual(refused("NOT_IN_THIS_STATE", "payment.settled"));
    const back = await dock.court.db.find(DepositEntry, { purpose: "COMPENSATION_RETURNED" });
    expect(back.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
  });

  further("while the case is stayed nothing is sent", async () => {
    await setAside(PART);
    const complaintId = dock.case(0);
    const reason = "A flood closed the provider's office.";
    await dock.court.run(stayComplaint, "zhou.lead", { complaintId, ground: "FORCE_MAJEURE" as const, reason });
    await expect(send("wu.finance")).rejects.toEqual(refused("NOT_IN_THIS_STATE", "payment.caseWaits"));
    await dock.court.run(resumeComplaint, "zhou.lead", { complaintId, reason: "The flood is over." });
    await send("wu.finance");
    expect(await status()).toBe("REMEDIED");
  });

  further(
    "a lead does not give up a case whose consumer is about to be paid, but one that waits for more",
    async () => {
      await setAside(PART);
      const close = () =>
        dock.court.run(closeUnremedied, "zhou.lead", { complaintId: dock.case(0), reason: "Nothing more can be had." });
      await expect(close()).rejects.toEqual(refused("NOT_IN_THIS_STATE", "guard.REMEDY_UNPAID.required"));
    },
  );

  test("closed over what is not money, the consumer is still sent what was set aside", async () => {
    await setAside(PART, APOLOGY);
    await dock.court.db.transact(async (tx) =>
      tx.execute("UPDATE remedy SET set_aside_at = NULL, set_aside_amount = 0 WHERE kind = 'APOLOGY'"),
    );
    const reason = "The provider does not answer any more.";
    await dock.court.run(closeUnremedied, "zhou.lead", { complaintId: dock.case(0), reason });
    await send("wu.finance");
    expect(await status()).toBe("UNREMEDIED");
    expect(await remedy()).toMatchObject({ paidFromDepositAt: dock.now });
  });

  further("a large sum is sent when two give the same reference; another one begins anew", async () => {
    await setAside(PART);
    // No order of this court costs so much.
    await dock.court.db.transact(async (tx) =>
      tx.execute("UPDATE payment SET amount = 1000001 WHERE purpose = 'PAYOUT'"),
    );
    await send("wu.finance", { reference: "ICBC 0017" });
    expect(await payout()).toMatchObject({ status: "CLAIMED", reference: "ICBC 0017" });
    const again = send("wu.finance", { reference: "icbc-0017" });
    await expect(again).rejects.toEqual(refused("SECOND_APPROVER_REQUIRED", "payment.confirmedByYou"));
    await send("xu.finance", { reference: "ICBC 0071" });
    expect([await status(), (await payout()).status]).toEqual(["ENFORCING", "CLAIMED"]);
    await send("wu.finance", { reference: "icbc-0071" });
    expect([await status(), (await payout()).status]).toEqual(["REMEDIED", "CONFIRMED"]);
  });

  test("two at the same moment send it once, and a reference pays one payment", async () => {
    await setAside(PART);
    const used = reference();
    const [claim] = await dock.court.db.find(Payment, { purpose: "DEPOSIT" });
    await expect(send("wu.finance", { reference: claim?.reference ?? "" })).rejects.toEqual(
      refused("ALREADY_EXISTS", "payment.referenceTaken"),
    );
    const results = await Promise.allSettled([send("wu.finance", { reference: used }), send("xu.finance")]);
    expect(results.map(({ status: outcome }) => outcome).sort()).toEqual(["fulfilled", "rejected"]);
    expect(
      await dock.court
        .events(dock.case(0))
        .then((types) => types.filter((type) => type === "REMEDY_PAID_FROM_DEPOSIT")),
    ).toHaveLength(1);
  });

  further(
    "the consumer says within thirty days that nothing came, up to three times, and is answered with a reason",
    async () => {
      await setAside(PART);
      await expect(report()).rejects.toEqual(refused("NOT_IN_THIS_STATE", "guard.PAYOUT_REPORTABLE.required"));
      await payOut(dock.court);
      for (const time of [1, 2, 3]) {
        await report();
        expect(await payout()).toMatchObject({ status: "DISPUTED", reports: time });
        await expect(send("wu.finance")).rejects.toEqual(refused("BAD_USER_INPUT", "payment.reasonNeeded"));
        await send("wu.finance", { reason: "Sent again." });
        expect(await remedy()).toMatchObject({ reportedMissingAt: null, paidFromDepositAt: dock.now });
      }
      await expect(report()).rejects.toEqual(refused("LIMIT_REACHED", "payment.reports"));
      expect(await status()).toBe("REMEDIED");
      const told = (await dock.court.events(dock.case(0))).filter((type) => type.startsWith("COMPENSATION"));
      expect(told).toEqual([
        "COMPENSATION_SET_ASIDE",
        ...Array(3).fill(["COMPENSATION_MISSING", "COMPENSATION_ANSWERED"]).flat(),
      ]);
    },
  );

  further("paid in parts, each of them is looked for, and it is missing until the last was answered", async () => {
    const disputed = () => dock.court.db.find(Payment, { purpose: "PAYOUT", status: "DISPUTED" }, "ORDER BY id");
    async function answer(): Promise<void> {
      for (const { id: paymentId } of await disputed()) {
        expect((await remedy()).reportedMissingAt).not.toBeNull();
        const sent = { channel: "BANK" as const, reference: reference(), reason: "It came." };
        await dock.court.run(confirmPayout, "wu.finance", { paymentId, ...sent });
      }
    }
    await setAsideOf(20_000, PART);
    await payOut(dock.court);
    // The rest may never come: what was sent is missed all the same.
    await report();
    await answer();
    expect(await remedy()).toMatchObject({ reportedMissingAt: null, paidFromDepositAt: null });
    expect(await status()).toBe("ENFORCING");
    await report();
    // The rest is paid before that is answered.
    await payIn(dock.court, dock.providerId, 30_000);
    await payOut(dock.court);
    expect(await remedy()).toMatchObject({ reportedMissingAt: dock.now, paidFromDepositAt: dock.now });
    expect(await status()).toBe("REMEDIED");
    await answer();
    await report();
    expect((await disputed()).map(({ amount }) => amount)).toEqual([20_000, 30_000]);
    await answer();
    expect(await remedy()).toMatchObject({ reportedMissingAt: null, paidFromDepositAt: dock.now });
  });

  further("after thirty days it is too late, and nobody but the consumer says so", async () => {
    await setAside(PART);
    await payOut(dock.court);
    const remedyId = (await remedy()).id;
    for (const login of ["wang.owner", "zhou.lead"])
      await expect(
        dock.court.run(reportCompensationMissing, login, {
          complaintId: dock.case(0),
          remedyId,
          text: "Nothing came.",
        }),
      ).rejects.toEqual(refused("FORBIDDEN"));
    // To the very instant: what can be done until then can be done before then, of every time limit.
    await dock.days(30);
    await expect(report()).rejects.toEqual(refused("NOT_IN_THIS_STATE", "guard.PAYOUT_REPORTABLE.required"));
  });

  further("a stay of the case takes none of the thirty days", async () => {
    await setAsideOf(50_000, PART, APOLOGY);
    await payOut(dock.court);
    await dock.days(20);
    const [complaintId, reason] = [dock.case(0), "A flood closed the consumer's bank."];
    await dock.court.run(stayComplaint, "zhou.lead", { complaintId, ground: "FORCE_MAJEURE" as const, reason });
    await dock.days(20);
    await dock.court.run(resumeComplaint, "zhou.lead", { complaintId, reason: "The flood is over." });
    await dock.days(9);
    await report();
    await send("wu.finance", { reason: "Sent again." });
    await dock.days(31);
    await expect(report()).rejects.toEqual(refused("NOT_IN_THIS_STATE", "guard.PAYOUT_REPORTABLE.required"));
  });

  test("a balance that could not be counted exactly is refused, and the claim stays open", async () => {
    await dock.court.db.transact(async (tx) =>
      transfer(tx, dock.providerId, {
        ...{ from: "OUTSIDE", to: "DEPOSIT", purpose: "TOP_UP", amount: 2 ** 53 - 1, currency: "CNY" },
      }),
    );
    await expect(payIn(dock.court, dock.providerId, 1)).rejects.toEqual(refused("LIMIT_REACHED", "money.sumTooLarge"));
    expect(await dock.court.db.find(Payment, { status: "CLAIMED" })).toHaveLength(1);
  });
});
