import type { CaseFile } from "../complaints/case-file";
import { ON_AGREE } from "../complaints/case-hooks";
import { newId } from "../../platform/ids";
import { moneyOf } from "../complaints/remedy-kind.pure";
import type { OrderMoney } from "../complaints/order-money.pure";
import { openReturn } from "../returns/open-return";
import type { Offer } from "./offer.entity";
import { Settlement } from "./settlement.entity";

/**
 * An accepted offer becomes a settlement. Returns until when it is to be performed, from the arrow that `caseFile` is about to take. `money`: the
 * order's, under its lock.
 */
export function agreeOn(caseFile: CaseFile, offer: Offer, money: OrderMoney): number {
  const { tx, complaint } = caseFile;
  const amount = moneyOf(offer, money.paid);
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
  for (const end of tx.hooked(ON_AGREE)) end(tx, complaint);
  caseFile.startsWith("SETTLEMENT_DUE", settlement.dueAt);
  return settlement.dueAt;
}
