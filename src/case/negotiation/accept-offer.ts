import type { CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor";
import { moneyOrNull } from "../../platform/graphql/money";
import { newId } from "../../platform/ids";
import { openReturn } from "../returns/open-return";
import { Settlement } from "./settlement.entity";
import type { AcceptOfferInput } from "./offer.types";
import { openAnswer } from "./open-answer";
import { endOffer } from "./end-offer";

/** ACCEPT_OFFER. The newest open offer, by the side it was made to. */
export async function acceptOffer(tx: Tx, actor: Actor, input: AcceptOfferInput): Promise<CaseResult> {
  const { caseFile, offer } = await openAnswer(tx, actor, input, "ACCEPT_OFFER");
  endOffer(tx, offer, "ACCEPTED", null);
  const settlement = Object.assign(new Settlement(), {
    id: newId(Settlement),
    complaintId: caseFile.complaint.id,
    offerId: offer.id,
    acceptedAt: tx.now,
    dueAt: offer.dueFrom(tx.now),
  });
  tx.insert(Settlement, settlement);
  if (offer.kind === "RETURN_AND_REFUND") {
    const agreed = moneyOrNull(offer.amount, offer.currency);
    const backAt = await openReturn(caseFile, { settlementId: settlement.id }, agreed);
    tx.change(settlement, { dueAt: offer.dueFrom(backAt) });
  }
  const { dueAt } = settlement;
  const spoken = caseFile.spoken();
  caseFile.startsWith("SETTLEMENT_DUE", dueAt);
  caseFile.apply({ type: "OFFER_ACCEPTED", data: { offerId: offer.id, by: caseFile.side, dueAt } }, spoken);
  return { complaintId: caseFile.complaint.id };
}
