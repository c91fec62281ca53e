import type { CaseFile } from "../complaints/case-file";
import { Offer } from "./offer.entity";
import { endOffer } from "./end-offer";

export async function offerExpires(file: CaseFile): Promise<void> {
  const offer = await file.tx.findOne(Offer, { openKey: file.complaint.id });
  if (offer) endOffer(file.tx, offer, "EXPIRED", null);
  file.apply({ type: "OFFER_EXPIRED", data: { offerId: offer?.id ?? null } });
}
