import { balanceIn } from "../../../src/adjudication/deposit/deposit-ledger";
import { Fine } from "../../../src/adjudication/penalties/fine.entity";
import { payFine } from "../../../src/adjudication/penalties/pay-fine";
import { Penalty } from "../../../src/adjudication/penalties/penalty.entity";
import { stayPenalties } from "../../../src/adjudication/penalties/penalties-of-ruling";
import { sweepPenalties } from "../../../src/adjudication/penalties/sweep-penalties";
import { confirm, payIn } from "../payments/paid-in";
import { DAY, refused, silent } from "../rulings/court";
import { forEachDatabase } from "../../support/databases";
import { Dock } from "./dock";

const FINE = { kind: "FINE" as const, amount: 30_000, reason: "Careless." };

forEachDatabase((kind, further) => {
  let dock: Dock;
  let rulingId: string;
  beforeEach(async () => {
    dock = await Dock.open(kind, 1);
    rulingId = await dock.rule(0, { levels: ["L1", "L1"], penalties: [FINE] });
  });
  afterEach(() => dock[Symbol.asyncDispose]());

  const fine = async () => (await dock.court.db.find(Fine, {}))[0];
  const penalty = async (): Promise<Penalty> => {
    const [ordered] = await dock.court.db.find(Penalty, { kind: "FINE" });
    if (!ordered) throw new Error("no fine was ordered");
    return ordered;
  };
  const balance = (): Promise<number> => balanceIn(dock.court.db, dock.providerId, "CNY");
  const topUp = (amount: number) => payIn(dock.court, dock.providerId, amount);
  const claim = async (from: "DEPOSIT" | "TRANSFER", reference?: string, login = "wang.owner") =>
    dock.court.run(payFine, login, { penaltyId: (await penalty()).id, from, channel: "BANK" as const, reference });
  const pay = async (...args: Parameters<typeof claim>) => {
    const { paymentId } = await claim(...args);
    if (paymentId !== null) await confirm(dock.court, paymentId);
  };
  const told = async () => (await dock.court.events(dock.providerId)).filter((type) => type.startsWith("FINE"));

  further("is not due before the ruling is final, and then for 15 days", async () => {
    await dock.days(20);
    expect(await fine()).toBeUndefined();
    await expect(pay("TRANSFER", "bank 2")).rejects.toEqual(refused("NOT_IN_THIS_STATE", "fine.notDue"));
    await dock.makeFinal(0);
    expect(await fine()).toMatchObject({ status: "DUE", amount: 30_000, dueAt: dock.now + 15 * DAY });
    expect(await told()).toEqual(["FINE_DUE"]);
  });

  further("paid from the deposit, or by a transfer with a reference, the measure is over", async () => {
    await dock.makeFinal(0);
    await topUp(29_999);
    await expect(pay("DEPOSIT")).rejects.toEqual(refused("NOT_IN_THIS_STATE", "fine.depositTooSmall"));
    await expect(pay("TRANSFER")).rejects.toEqual(refused("BAD_USER_INPUT", "fine.referenceRequired"));
    await expect(pay("TRANSFER", "bank 2", "li.na")).rejects.toEqual(refused("NOT_FOUND"));
    await pay("TRANSFER", "bank 2");
    expect(await fine()).toMatchObject({ status: "PAID", paidBy: "TRANSFER", reference: "bank 2", paidAt: dock.now });
    expect(await penalty()).toMatchObject({ status: "EXPIRED", endsAt: dock.now });
    expect(await balance()).toBe(29_999);
    await expect(pay("DEPOSIT")).rejects.toEqual(refused("NOT_IN_THIS_STATE", "fine.notDue"));
  });

  test("two payments at the same moment pay it once", async () => {
    await dock.makeFinal(0);
    await topUp(100_000);
    const results = await Promise.allSettled([pay("DEPOSIT"), pay("DEPOSIT")]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await balance()).toBe(70_000);
  });

  test("when its time is over it is taken from the deposit, once, whichever node sweeps first", async () => {
    await dock.makeFinal(0);
    await topUp(100_000);
    dock.court.clock.at += 15 * DAY;
    const sweep = () => sweepPenalties({ database: dock.court.db, clock: dock.court.clock, log: silent });
    await Promise.all([sweep(), sweep(), sweep()]);
    expect(await fine()).toMatchObject({ status: "PAID", paidBy: "DEPOSIT" });
    expect(await balance()).toBe(70_000);
    expect(await told()).toEqual(["FINE_DUE", "FINE_PAID"]);
  });

  test("or overdue when the deposit is too small, and told once", async () => {
    await dock.makeFinal(0);
    await dock.days(15);
    await dock.days(15);
    expect(await fine()).toMatchObject({ status: "OVERDUE" });
    expect(await told()).toEqual(["FINE_DUE", "FINE_OVERDUE"]);
    await topUp(30_000);
    expect(await fine()).toMatchObject({ status: "PAID" });
    expect(await balance()).toBe(0);
  });

  further("one that is stayed is not collected", async () => {
    await dock.makeFinal(0);
    await topUp(100_000);
    await dock.bySystem(0, "PAY_FROM_DEPOSIT", (caseFile) => stayPenalties(caseFile, rulingId));
    await dock.days(30);
    expect(await fine()).toMatchObject({ status: "DUE" });
    expect(await balance()).toBe(100_000);
  });

  test("reversed: cancelled when it was not paid, refunded to the deposit when it was, however", async () => {
    await dock.makeFinal(0);
    await pay("TRANSFER", "bank 2");
    await dock.reverse(0);
    expect(await fine()).toMatchObject({ status: "REFUNDED" });
    expect(await penalty()).toMatchObject({ status: "REVERSED", reversedAt: dock.now });
    expect(await balance()).toBe(30_000);
    expect(await told()).toEqual(["FINE_DUE", "FINE_PAID", "FINE_REFUNDED"]);
  });

  further("reversed before it was paid: nothing is owed any more", async () => {
    await dock.makeFinal(0);
    await dock.days(15);
    await dock.reverse(0);
    expect(await fine()).toMatchObject({ status: "CANCELLED" });
    await topUp(30_000);
    expect(await balance()).toBe(30_000);
  });
});
