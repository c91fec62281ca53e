import { CaseFile, type CaseResult } from "../complaints/case-file";
import type { Tx } from "../../platform/database/tx";
import type { Actor } from "../../accounts/actor/actor";
import type { MakeOfferInput } from "./offer.types";
import { addOffer, offerFacts } from "./add-offer";

export async function makeOffer(tx: Tx, actor: Actor, input: MakeOfferInput): Promise<CaseResult<"offerId">> {
  const caseFile = await CaseFile.open(tx, actor, input, "MAKE_OFFER");
  const offer = await addOffer(caseFile, input, null);
  caseFile.apply({ type: "OFFER_MADE", data: offerFacts(offer) }, caseFile.answered());
  return { complaintId: caseFile.complaint.id, offerId: offer.id };
}
