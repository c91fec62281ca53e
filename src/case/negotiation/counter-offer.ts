import type { CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { CounterOfferInput } from "./offer.types";
import { openAnswer } from "./open-answer";
import { endOffer } from "./end-offer";
import { addOffer, offerFacts } from "./add-offer";

export async function counterOffer(tx: Tx, actor: Actor, input: CounterOfferInput): Promise<CaseResult<"offerId">> {
  const { caseFile, offer: answered } = await openAnswer(tx, actor, input, "COUNTER_OFFER");
  endOffer(tx, answered, "COUNTERED", null);
  const offer = await addOffer(caseFile, input, answered.id);
  caseFile.apply(
    { type: "OFFER_COUNTERED", data: { ...offerFacts(offer), countersOfferId: answered.id } },
    caseFile.answered(),
  );
  return { complaintId: caseFile.complaint.id, offerId: offer.id };
}
