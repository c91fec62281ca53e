import type { CaseFile } from "../complaints/case-file";
import { Offer } from "./offer.entity";
import { Settlement } from "./settlement.entity";

/** The goods are back: the time agreed for the refund begins. Returns when it ends. */
export async function startSettlementRefund(caseFile: CaseFile, settlementId: string): Promise<number> {
  const settlement = await caseFile.tx.byId(Settlement, settlementId);
  const offer = settlement && (await caseFile.tx.byId(Offer, settlement.offerId));
  if (!offer) throw new Error(`no offer for settlement ${settlementId}`);
  const dueAt = offer.dueFrom(caseFile.now);
  caseFile.tx.change(settlement, { dueAt });
  caseFile.timers.start("SETTLEMENT_DUE", caseFile.now, dueAt);
  return dueAt;
}
