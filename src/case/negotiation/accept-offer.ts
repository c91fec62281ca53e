import type { CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { newId } from "../../platform/ids";
import { moneyOf } from "../complaints/remedy-kind.pure";
import { openReturn } from "../returns/open-return";
import { Settlement } from "./settlement.entity";
import type { AcceptOfferInput } from "./offer.types";
import { openAnswer } from "./open-answer";
import { endOffer } from "./end-offer";
import { lockOrderMoney } from "./lock-order-money";
import { refuseAbovePaid } from "./order-money.pure";

/** ACCEPT_OFFER. The newest open offer, by the side it was made to. */
export async function acceptOffer(tx: Tx, actor: Actor, input: AcceptOfferInput): Promise<CaseResult> {
  const { caseFile, offer } = await openAnswer(tx, actor, input, "ACCEPT_OFFER");
  const { complaint } = caseFile;
  const money = await lockOrderMoney(tx, complaint);
  const amount = moneyOf(offer, money.paid);
  refuseAbovePaid(money, amount, "input.offerId");
  endOffer(tx, offer, "ACCEPTED", null);
  const settlement = Object.assign(new Settlement(), {
    id: newId(Settlement),
    complaintId: complaint.id,
    offerId: offer.id,
    acceptedAt: tx.now,
    dueAt: offer.dueFrom(tx.now),
  });
  tx.insert(Settlement, settlement);
  if (offer.kind === "RETURN_AND_REFUND") {
    const refund = { amount, currency: complaint.currency };
    const backAt = openReturn(caseFile, { settlementId: settlement.id }, refund);
    tx.change(settlement, { dueAt: offer.dueFrom(backAt) });
  }
  const { dueAt } = settlement;
  const answered = caseFile.answered();
  caseFile.startsWith("SETTLEMENT_DUE", dueAt);
  caseFile.apply({ type: "OFFER_ACCEPTED", data: { offerId: offer.id, by: caseFile.side, dueAt } }, answered);
  return { complaintId: complaint.id };
}
