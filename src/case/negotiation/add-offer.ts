import { dueOf } from "../complaints/case-clocks";
import { IS_MONEY, NEEDS_AMOUNT } from "../complaints/case-enums.types";
import type { CaseFile } from "../complaints/case-file";
import { checkBasis } from "../complaints/compensation.pure";
import type { Agreed } from "../complaints/remedy-kind.pure";
import { Refusal } from "../../platform/refusal";
import { basisOf } from "./offer-basis.pure";
import type { Offer } from "./offer.entity";
import type { MakeOfferInput } from "./offer.types";
import { refuseAgreedBeyond } from "../complaints/order-money.pure";
import { readOrderMoney } from "../complaints/order-money.queries";
import { writeOffer } from "./write-offer";

export async function addOffer(
  caseFile: CaseFile,
  input: MakeOfferInput,
  countersOfferId: string | null,
): Promise<Offer> {
  const { tx, complaint } = caseFile;
  const amount = input.amount ?? null;
  const basis = input.basis ?? null;
  const insteadAmount = input.insteadAmount ?? null;
  await checkAmount(caseFile, { kind: input.kind, amount, basis, insteadAmount });
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
    basis,
    insteadAmount,
    text: input.text,
    settleWithinDays: input.settleWithinDays ?? caseFile.rules.number("clock.SETTLEMENT_DUE", "days"),
    status: "OPEN",
    countersOfferId,
    expiresAt,
    openKey: complaint.id,
  });
}

/** No more money may be offered than is left of what was paid, or of what its basis allows; checked again when it is accepted. */
async function checkAmount({ tx, complaint }: CaseFile, offered: Agreed): Promise<void> {
  const field = "input.amount";
  checkBasis(offered, "input.basis");
  if (!offered.amount && (NEEDS_AMOUNT.has(offered.kind) || offered.amount === 0))
    throw new Refusal("BAD_USER_INPUT", { reason: "amount.needed", field });
  if (offered.insteadAmount && IS_MONEY.has(offered.kind))
    throw new Refusal("BAD_USER_INPUT", {
      reason: "offer.insteadForbidden",
      field: "input.insteadAmount",
      params: { kind: offered.kind },
    });
  refuseAgreedBeyond(await readOrderMoney(tx, complaint, tx.now), offered, field, "input.insteadAmount");
}

export const offerFacts = (offer: Offer) => ({
  offerId: offer.id,
  number: offer.number,
  kind: offer.kind,
  amount: offer.amount,
  ...basisOf(offer),
  ...(offer.insteadAmount === null ? {} : { insteadAmount: offer.insteadAmount }),
  expiresAt: offer.expiresAt,
  by: offer.madeBySide,
});
