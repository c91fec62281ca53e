import type { Tx } from "../../platform/database/tx";
import type { Offer, OfferStatus } from "./offer.entity";

export function endOffer(tx: Tx, offer: Offer, status: OfferStatus, answer: string | null): void {
  tx.change(offer, { status, answer, answeredAt: tx.now, openKey: null });
}
