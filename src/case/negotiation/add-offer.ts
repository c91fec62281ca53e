import { dueOf } from "../complaints/case-clocks";
import { NEEDS_AMOUNT, type RemedyKind } from "../complaints/case-enums.types";
import type { CaseFile } from "../complaints/case-file";
import { moneyOf } from "../complaints/remedy-kind.pure";
import { Refusal } from "../../platform/refusal";
import type { Offer } from "./offer.entity";
import type { MakeOfferInput } from "./offer.types";
import { refuseAbovePaid } from "./order-money.pure";
import { readOrderMoney } from "./order-money.queries";
import { writeOffer } from "./write-offer";

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

/** No more money may be offered than is left of what was paid; checked again when it is accepted. */
async function checkAmount({ tx, complaint }: CaseFile, kind: RemedyKind, amount: number | null): Promise<void> {
  const field = "input.amount";
  if (!amount && (NEEDS_AMOUNT.has(kind) || amount === 0))
    throw new Refusal("BAD_USER_INPUT", { reason: "amount.needed", field });
  const money = await readOrderMoney(tx, complaint);
  refuseAbovePaid(money, moneyOf({ kind, amount }, money.paid), field);
}

export const offerFacts = (offer: Offer) => ({
  offerId: offer.id,
  number: offer.number,
  kind: offer.kind,
  amount: offer.amount,
  expiresAt: offer.expiresAt,
  by: offer.madeBySide,
});
