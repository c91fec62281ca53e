import type { CaseFile } from "../complaints/case-file";
import { Offer } from "./offer.entity";
import { endOffer } from "./end-offer";

export async function offerExpires(caseFile: CaseFile): Promise<void> {
  const offer = await caseFile.tx.findOne(Offer, { openKey: caseFile.complaint.id });
  if (offer) endOffer(caseFile.tx, offer, "EXPIRED", null);
  caseFile.apply({ type: "OFFER_EXPIRED", data: { offerId: offer?.id ?? null } });
}
