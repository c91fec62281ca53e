import { topUpDeposit } from "../../../src/adjudication/clearing/top-up-deposit";
import { confirmPayment } from "../../../src/adjudication/clearing/confirm-payment";
import { confirmPayout } from "../../../src/adjudication/clearing/confirm-payout";
import { Payment } from "../../../src/adjudication/payments/payment.entity";
import type { Court } from "../rulings/court";
import type { Person, World } from "../../support/world";

const FINANCE = ["wu.finance", "xu.finance"];
let transfers = 0;

/** A reference that no other payment of this run has. */
export const reference = (): string => `bank ${(transfers += 1)}`;

/** Both of finance have seen it, where it takes two. */
export async function confirm(court: Court, paymentId: string): Promise<void> {
  for (const login of FINANCE) {
    const payment = await court.db.byId(Payment, paymentId);
    if (payment?.status === "CLAIMED") await court.run(confirmPayment, login, { paymentId });
  }
}

/** The provider's owner paid in, and finance has seen the money. */
export async function payIn(court: Court, providerId: string, amount: number, currency = "CNY"): Promise<void> {
  const claim = { providerId, amount, currency, channel: "BANK" as const, reference: reference() };
  const { paymentId } = await court.run(topUpDeposit, "wang.owner", claim);
  await confirm(court, paymentId);
}

/** What was set aside for consumers is sent to them. */
export async function payOut(court: Court): Promise<void> {
  for (const { id: paymentId } of await court.db.find(Payment, { purpose: "PAYOUT", status: "CLAIMED" }, "ORDER BY id"))
    await court.run(confirmPayout, "wu.finance", { paymentId, channel: "BANK" as const, reference: reference() });
}

/** The same over HTTP. Answers the reference. */
export async function payInOver(world: World, owner: Person, providerId: string, amount: number): Promise<string> {
  const claim = { providerId, amount, currency: "CNY", reference: reference() };
  const { payment } = await owner.do("topUpDeposit", claim, "{ payment { id } }");
  for (const login of FINANCE) {
    const finance = await world.as(login);
    const { payment: seen } = await finance.do("confirmPayment", { paymentId: payment.id }, "{ payment { status } }");
    if (seen.status === "CONFIRMED") break;
  }
  return claim.reference;
}

/** What was set aside for the consumer of one case. */
export async function payOutOver(world: World, complaintId: string): Promise<void> {
  const finance = await world.as("wu.finance");
  const { payments } = await finance.ok(`{ payments(purpose: PAYOUT, first: 100) { nodes { id complaintId } } }`);
  const ofCase = payments.nodes.filter((payment: { complaintId: string }) => payment.complaintId === complaintId);
  for (const { id: paymentId } of ofCase)
    await finance.do("confirmPayout", { paymentId, reference: reference() }, "{ payment { status } }");
}

/** The consumer paid for an order, and finance has seen the money. */
export async function payOrderOver(world: World, consumer: string, orderId: string): Promise<void> {
  const claim = { orderId, channel: "BANK", reference: reference() };
  const { payment } = await (await world.as(consumer)).do("claimOrderPayment", claim, "{ payment { id } }");
  await (await world.as("wu.finance")).do("confirmPayment", { paymentId: payment.id }, "{ payment { status } }");
}

/** The provider refunded a remedy, and finance has seen the payment. */
export async function refundOver(world: World, complaintId: string, remedyId: string | undefined): Promise<void> {
  const input = { complaintId, remedyId, text: "已退款", refundReference: reference() };
  const selection =
    "{ complaint { ruling { remedies { id payments { id } } } settlement { remedy { id payments { id } } } } }";
  const { complaint } = await (await world.as("wang.owner")).do("fileRemedyProof", input, selection);
  const owed = complaint.ruling?.remedies ?? [complaint.settlement.remedy];
  const remedy = owed.find(({ id }: { id: string }) => id === remedyId);
  for (const { id: paymentId } of remedy.payments)
    await (await world.as("wu.finance")).do("confirmPayment", { paymentId }, "{ payment { status } }");
}
