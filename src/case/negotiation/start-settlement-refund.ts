import type { CaseFile } from "../complaints/case-file";
import { Offer } from "./offer.entity";
import { Settlement } from "./settlement.entity";

/** The goods are back: the time agreed for the refund begins. Answers when it is over. */
export async function startSettlementRefund(file: CaseFile, settlementId: string): Promise<number> {
  const settlement = await file.tx.byId(Settlement, settlementId);
  const offer = settlement && (await file.tx.byId(Offer, settlement.offerId));
  if (!offer) throw new Error(`${settlementId} has no offer`);
  const dueAt = offer.dueFrom(file.now);
  file.tx.change(settlement, { dueAt });
  file.timers.start("SETTLEMENT_DUE", file.now, dueAt);
  return dueAt;
}
