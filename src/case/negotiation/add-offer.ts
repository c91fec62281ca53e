import { dueOf } from "../complaints/case-clocks";
import { NEEDS_AMOUNT, type RemedyKind } from "../complaints/case-enums.types";
import type { CaseFile } from "../complaints/case-file";
import { Order } from "../../market/orders/order.entity";
import { Refusal } from "../../platform/refusal";
import type { Offer } from "./offer.entity";
import type { MakeOfferInput } from "./offer.types";
import { writeOffer } from "./write-offer";

const MONEY_BACK: ReadonlySet<RemedyKind> = new Set(["REFUND_FULL", "REFUND_PART", "RETURN_AND_REFUND"]);

export async function addOffer(
  caseFile: CaseFile,
  input: MakeOfferInput,
  countersOfferId: string | null,
): Promise<Offer> {
  const { tx, complaint } = caseFile;
  const amount = input.amount ?? null;
  await checkAmount(caseFile, input.kind, amount);
  const expiresAt = dueOf(caseFile.rules, "OFFER_EXPIRY", tx.now);
  // An expired offer that was not yet swept must not block a new one.
  tx.execute(
    "UPDATE offer SET status = 'EXPIRED', answered_at = expires_at, open_key = NULL WHERE open_key = ? AND expires_at <= ?",
    [complaint.id, tx.now],
  );
  caseFile.timers.start("OFFER_EXPIRY", tx.now, expiresAt);
  return writeOffer(caseFile, {
    kind: input.kind,
    amount,
    text: input.text,
    settleWithinDays: input.settleWithinDays ?? caseFile.rules.number("clock.SETTLEMENT_DUE", "days"),
    status: "OPEN",
    countersOfferId,
    expiresAt,
    openKey: complaint.id,
  });
}

/** No more money back may be offered than was paid. */
async function checkAmount({ tx, complaint }: CaseFile, kind: RemedyKind, amount: number | null): Promise<void> {
  const refuse = (reason: string, params = {}): never => {
    throw new Refusal("BAD_USER_INPUT", { reason, field: "input.amount", params });
  };
  if (!amount && (NEEDS_AMOUNT.has(kind) || amount === 0)) refuse("amount.needed");
  if (!amount || !MONEY_BACK.has(kind)) return;
  const most = (await tx.byId(Order, complaint.orderId))?.priceAmount ?? 0;
  if (amount > most) refuse("amount.aboveOrder", { most });
}

export const offerFacts = (offer: Offer) => ({
  offerId: offer.id,
  number: offer.number,
  kind: offer.kind,
  amount: offer.amount,
  expiresAt: offer.expiresAt,
  by: offer.madeBySide,
});
