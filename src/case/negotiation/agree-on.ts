import type { CaseFile } from "../complaints/case-file";
import { ON_AGREE } from "../complaints/case-hooks";
import { moneyOrNull } from "../../platform/graphql/money";
import { newId } from "../../platform/ids";
import { openReturn } from "../returns/open-return";
import type { Offer } from "./offer.entity";
import { Settlement } from "./settlement.entity";

/** An accepted offer becomes a settlement. Returns until when it is to be performed, from the arrow that `caseFile` is about to take. */
export async function agreeOn(caseFile: CaseFile, offer: Offer): Promise<number> {
  const { tx, complaint } = caseFile;
  const settlement = Object.assign(new Settlement(), {
    id: newId(Settlement),
    complaintId: complaint.id,
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
  for (const end of tx.hooked(ON_AGREE)) end(tx, complaint);
  caseFile.startsWith("SETTLEMENT_DUE", settlement.dueAt);
  return settlement.dueAt;
}
